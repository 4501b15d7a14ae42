package io.allyourbase.jobs.http.dashboard;

import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import io.javalin.Javalin;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that can make nothing of an answer. */
class DashboardFaultIT {
    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void it_says_so_and_is_made_fresh_all_the_same() {
        AtomicBoolean broken = new AtomicBoolean();
        Javalin app = Javalin.create(config -> {
                    AdminServer.mount(config, SITE.jobs(), Site.options().build());
                    config.routes.after("/api/admin/workers", context -> {
                        if (broken.get()) {
                            context.result("{}");
                        }
                    });
                })
                .start("127.0.0.1", 0);
        try {
            BROWSER.open("http://127.0.0.1:" + app.port() + "/api/admin/dashboard/index.html");
            BROWSER.signIn(Site.TOKEN);
            BROWSER.sees("No worker is there");
            broken.set(true);
            BROWSER.script("location.reload()");
            BROWSER.sees("This page has a fault.");
            BROWSER.hasThrown();

            broken.set(false);

            BROWSER.sees("No worker is there");
            BROWSER.seesNot("This page has a fault.");
        } finally {
            app.stop();
        }
    }
}
