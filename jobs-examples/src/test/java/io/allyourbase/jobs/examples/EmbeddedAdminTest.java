package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedAdminTest {
    private static final String TOKEN = "a-token-of-the-host";
    private static final String NO_JOBS = "{\"queued\":0,\"running\":0,\"completed\":0,\"failed\":0,\"canceled\":0,";

    private final TestDatabase database = TestDatabase.empty();
    private final HttpClient http = HttpClient.newHttpClient();
    private PostgresJobs jobs;

    @BeforeEach
    void start() {
        jobs = FirstJob.start(database.dataSource(), database.schema());
    }

    @AfterEach
    void close() {
        jobs.close();
        database.close();
    }

    @Test
    void answers_on_a_port_of_its_own() throws IOException, InterruptedException {
        try (AdminServer admin = EmbeddedAdmin.onItsOwnPort(jobs, TOKEN)) {
            assertThat(get(admin.url() + "/api/admin/jobs/stats")).startsWith(NO_JOBS);
            assertThat(get(admin.url() + "/health/ready")).contains("\"status\":\"ready\"");
        }
    }

    @Test
    void answers_beside_the_hosts_own_pages() throws IOException, InterruptedException {
        Javalin app = EmbeddedAdmin.underTheHostsApp(jobs, TOKEN);
        try {
            String url = "http://127.0.0.1:" + app.port();
            assertThat(get(url + "/")).isEqualTo("the host's own page");
            assertThat(get(url + "/api/admin/jobs/stats")).startsWith(NO_JOBS);
        } finally {
            app.stop();
        }
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
