package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.commands.Cli.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a program comes to the jobs beyond a list's limit. */
class PagingIT {
    private static final String NOTE = "There are more; go on with --cursor bmV4dA==, or list all with --all.\n";

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "csv"})
    void a_list_that_is_not_all_says_so_beside_its_output(String format) {
        String page = "{\"items\":[{\"id\":\"1\"}],\"nextCursor\":\"bmV4dA==\"}";
        try (StandIn server = new StandIn(0, 200, "application/json", page)) {
            Result list = server.cli().run("jobs", "list", "--limit", "1", "--output", format);

            assertThat(list.err()).isEqualTo(NOTE);
            assertThat(list.out()).contains("1").doesNotContain("more");
            assertThat(list.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "csv"})
    void the_last_page_says_nothing_beside_its_output(String format) {
        try (StandIn server = new StandIn(0, 200, "application/json", "{\"items\":[{\"id\":\"1\"}]}")) {
            Result list = server.cli().run("jobs", "list", "--limit", "1", "--output", format);

            assertThat(list.err()).isEmpty();
            assertThat(list.exitCode()).isZero();
        }
    }
}
