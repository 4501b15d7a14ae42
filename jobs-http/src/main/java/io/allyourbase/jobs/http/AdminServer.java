package io.allyourbase.jobs.http;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.auth.Credentials;
import io.allyourbase.jobs.http.auth.Secret;
import io.allyourbase.jobs.http.auth.TokenFile;
import io.allyourbase.jobs.http.server.JettySettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets operators see and steer a host's jobs over HTTP: an API, and a dashboard for browsers. Safe for use by many threads; its own are daemons, so that it
 * never keeps a process alive.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.allyourbase.jobs.http");

    private final Javalin app;
    private final AdminOptions options;
    private final Credentials credentials;

    private AdminServer(Javalin app, AdminOptions options, Credentials credentials) {
        this.app = app;
        this.options = options;
        this.credentials = credentials;
    }

    /**
     * Listens, and answers until closed. Without a token and a password it makes a random token, and leaves it in
     * {@link AdminOptions#tokenFile} for the user who runs it.
     *
     * @throws InvalidInput when others than this machine could reach it, and neither token nor password is configured
     * @throws JobsException when it can't listen there, or the token file can't be written
     */
    public static AdminServer start(Jobs jobs, AdminOptions options) {
        AdminServer server = listen(jobs, options);
        try {
            server.leaveToken();
        } catch (JobsException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /**
     * As {@link #start}, but leaves no token yet: for hosts that may still fail, and would take the file away from a
     * server that runs. They call {@link #leaveToken} once they are up.
     *
     * @throws InvalidInput when others than this machine could reach it, and neither token nor password is configured
     * @throws JobsException when it can't listen there
     */
    public static AdminServer listen(Jobs jobs, AdminOptions options) {
        check(options);
        Credentials credentials = credentials(options);
        return new AdminServer(app(jobs, options, credentials), options, credentials);
    }

    /**
     * Leaves its random token in {@link AdminOptions#tokenFile}. With a token or a password configured it does nothing.
     *
     * @throws JobsException when the file can't be written
     */
    public void leaveToken() {
        if (!options.hasSecret()) {
            TokenFile.write(options.tokenFile(), credentials.token());
            LOG.info("the admin token is in {}", options.tokenFile());
        }
    }

    /**
     * Refuses at once what {@link #start} would refuse: for hosts that have something to do before they start one.
     *
     * @throws InvalidInput when others than this machine could reach it, and neither token nor password is configured
     */
    public static void check(AdminOptions options) {
        if (!options.hasSecret() && !isLoopback(options.host())) {
            throw new InvalidInput(
                    "host",
                    options.host() + " can be reached from other machines; configure an admin token or password, "
                            + "or listen on 127.0.0.1");
        }
    }

    /**
     * Adds the API to a host's own Javalin app, under {@code /api/admin}, and the dashboard with it, at
     * {@code /api/admin/dashboard}; host and port are then the app's. Leaves its token as {@link #start} does.
     *
     * @throws JobsException when the token file can't be written
     */
    public static void mount(JavalinConfig config, Jobs jobs, AdminOptions options) {
        Credentials credentials = credentials(options);
        if (!options.hasSecret()) {
            TokenFile.write(options.tokenFile(), credentials.token());
        }
        new AdminApi(jobs, options, credentials).mount(config);
    }

    /** Where it listens. */
    public int port() {
        return app.port();
    }

    /** Such as {@code http://127.0.0.1:8090}. */
    public String url() {
        String host = options.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Stops listening, and gives requests under way 5 seconds to end, or cuts them off. Further calls do nothing. */
    @Override
    public void close() {
        JettySettings.stop(app);
    }

    private static Credentials credentials(AdminOptions options) {
        return new Credentials(options.token().orElseGet(Secret::random), options.password());
    }

    private static Javalin app(Jobs jobs, AdminOptions options, Credentials credentials) {
        AdminApi api = new AdminApi(jobs, options, credentials);
        try {
            return Javalin.create(config -> {
                        JettySettings.apply(config, options.host(), options.port());
                        api.mountAlone(config);
                    })
                    .start();
        } catch (JavalinException e) {
            throw new JobsException(
                    "the admin server can't listen on " + options.host() + ":" + options.port()
                            + "; is the port in use? choose another, or 0 for any free one",
                    e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new JobsException("host " + host + " is not known; listen on an address such as 127.0.0.1", e);
        }
    }
}
