package io.allyourbase.jobs.http.dashboard;

import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that is open while its server is started again. */
class DashboardRestartIT {
    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void it_says_that_the_server_is_away_and_goes_on_when_it_is_back() {
        int port = opened();

        BROWSER.sees("The server can’t be reached.");
        SITE.failed();
        whileServing(Site.options().port(port), () -> {
            BROWSER.sees("no such mailbox");
            BROWSER.seesNot("The server can’t be reached.");
        });
    }

    @Test
    void it_asks_for_the_new_token_when_the_old_one_is_no_longer_right() {
        int port = opened();

        whileServing(Site.options().port(port).token("another"), () -> {
            BROWSER.sees("admin token is wrong");
            BROWSER.signIn("another");
            BROWSER.sees("No job has failed.");
            BROWSER.seesNot("admin token is wrong");
        });
    }

    private static void whileServing(AdminOptions.Builder options, Runnable looks) {
        AdminServer server = AdminServer.start(SITE.jobs(), options.build());
        try {
            looks.run();
        } finally {
            server.close();
        }
    }

    /** Signs in at a server, which then ends; returns where it was. */
    private static int opened() {
        try (AdminServer server = AdminServer.start(SITE.jobs(), Site.options().build())) {
            BROWSER.open(server.url());
            BROWSER.signIn(Site.TOKEN);
            BROWSER.sees("No job has failed.");
            return server.port();
        }
    }
}
