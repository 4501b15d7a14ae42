package io.allyourbase.jobs.http.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.http.testing.Site;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardRoutesTest {
    @RegisterExtension
    static final Site SITE = new Site();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/admin/dashboard"})
    void a_browser_is_led_to_the_first_page(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/admin/dashboard/index.html");
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_served_without_a_token_as_it_is_written(Path file) throws Exception {
        HttpResponse<String> response = get("/api/admin/dashboard/" + file.getFileName());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readString(file));
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .matches("text/(html|css|javascript); ?charset=utf-8|image/svg\\+xml");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.mjs", "Page.class", "..%2fopenapi%2fopenapi.json", ""})
    void nothing_else_is(String file) throws Exception {
        assertThat(get("/api/admin/dashboard/" + file).statusCode()).isNotEqualTo(200);
    }

    @Test
    void the_pages_only_show() {
        SITE.client().post("/dashboard/index.html", "").refuses(405, "method not allowed");
    }

    @Test
    void an_app_of_the_hosts_own_serves_it_and_keeps_its_own_root() throws Exception {
        Javalin app = Javalin.create(config -> {
                    config.routes.get("/", context -> context.result("the host's"));
                    AdminServer.mount(config, SITE.jobs(), Site.options().build());
                })
                .start("127.0.0.1", 0);
        try {
            String url = "http://127.0.0.1:" + app.port();

            assertThat(getFrom(url + "/").body()).isEqualTo("the host's");
            assertThat(getFrom(url + "/api/admin/dashboard").statusCode()).isEqualTo(302);
            assertThat(getFrom(url + "/api/admin/dashboard/index.html").body()).contains("AYB Jobs");
        } finally {
            app.stop();
        }
    }

    @Test
    void it_is_found_below_the_path_that_all_of_the_hosts_are_below() throws Exception {
        Javalin app = Javalin.create(config -> {
                    config.router.contextPath = "/app";
                    AdminServer.mount(config, SITE.jobs(), Site.options().build());
                })
                .start("127.0.0.1", 0);
        try {
            HttpResponse<String> response = getFrom("http://127.0.0.1:" + app.port() + "/app/api/admin/dashboard");

            assertThat(response.headers().firstValue("Location")).hasValue("/app/api/admin/dashboard/index.html");
        } finally {
            app.stop();
        }
    }

    static List<Path> files() throws IOException, URISyntaxException {
        URI index =
                Objects.requireNonNull(Asset.class.getResource("index.html")).toURI();
        try (Stream<Path> all = Files.list(Objects.requireNonNull(Path.of(index).getParent()))) {
            return all.filter(file -> !file.toString().endsWith(".class")).toList();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return getFrom(SITE.server().url() + path);
    }

    private static HttpResponse<String> getFrom(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
