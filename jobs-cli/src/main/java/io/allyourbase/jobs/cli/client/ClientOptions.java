package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.cli.output.OutputOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that asks a server. */
public final class ClientOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The admin server; or AYB_URL, else http://127.0.0.1:8090.")
    private @Nullable String url;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            description = "Its token; or AYB_ADMIN_TOKEN, else what ~/.ayb/admin-token holds.")
    private @Nullable String token;

    @Mixin
    private OutputOptions output = new OutputOptions();

    /**
     * The server that is meant, and the output.
     *
     * @throws io.allyourbase.jobs.config.InvalidConfig when an option or a variable is not allowed
     */
    public Session session() {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        AdminClient server = new AdminClient(
                ServerUrl.find(Optional.ofNullable(url), environment),
                Token.find(Optional.ofNullable(token), environment, home));
        return new Session(server, output.output());
    }
}
