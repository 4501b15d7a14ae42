package io.allyourbase.jobs.http.auth;

import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a random token is left for whoever may read its owner's files. */
public final class TokenFile {
    private TokenFile() {}

    /**
     * Puts the token into the file, all at once, for its owner only: mode 0600, in a directory that is made with mode
     * 0700 when there is none.
     *
     * @throws JobsException when that fails
     */
    public static void write(Path file, Secret token) {
        Path target = file.toAbsolutePath();
        try {
            Path directory = Files.createDirectories(target.getParent(), mode("rwx------"));
            Path fresh = Files.createTempFile(directory, ".admin-token", "", mode("rw-------"));
            try {
                Files.writeString(fresh, token.reveal() + "\n");
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new JobsException("the admin token can't be written to " + target + "; configure a token instead", e);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
