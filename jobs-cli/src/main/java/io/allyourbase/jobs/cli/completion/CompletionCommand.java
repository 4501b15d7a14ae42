package io.allyourbase.jobs.cli.completion;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ayb completion}. */
@Command(
        name = "completion",
        description = "Print a script that lets the shell complete ayb's commands and options.",
        footer = {
            "  source <(ayb completion bash)",
            "  ayb completion zsh > ~/.ayb-completion.zsh   # and source it in ~/.zshrc"
        },
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Runnable {
    private final Supplier<CommandLine> all;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Completes that command, with all of its commands. */
    public CompletionCommand(Supplier<CommandLine> all) {
        this.all = all;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        String script = AutoComplete.bash("ayb", all.get());
        out.print(
                switch (shell) {
                    case BASH -> script;
                    // The script knows zsh, once zsh has its own completion and bash's.
                    case ZSH ->
                        "autoload -Uz compinit && compinit\nautoload -Uz bashcompinit && bashcompinit\n" + script;
                });
        out.flush();
    }

    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
