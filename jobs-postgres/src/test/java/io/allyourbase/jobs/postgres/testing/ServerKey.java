package io.allyourbase.jobs.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * What a server needs to encrypt, signed by nobody else. Made by the JDK's own keytool, so that nothing in the tree ever
 * expires.
 *
 * @param certificate a PEM file
 * @param secret a PEM file that only its owner can read, as the server demands
 */
public record ServerKey(Path certificate, Path secret) {
    private static final String PASSWORD = "secret";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Two files in that directory. */
    public static ServerKey makeIn(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("server.p12");
        keytool(List.of(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            byte[] secret = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
            byte[] certificate = keys.getCertificate("server").getEncoded();
            return new ServerKey(
                    write(directory.resolve("server.crt"), "CERTIFICATE", certificate),
                    write(directory.resolve("server.key"), "PRIVATE KEY", secret));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(arguments);
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path write(Path file, String what, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + PEM.encodeToString(content) + "\n-----END " + what + "-----\n");
    }
}
