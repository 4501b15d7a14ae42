package io.allyourbase.jobs.postgres.upgrade;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The previous release of the library, from the jars in {@code src/test/previous}, beside the one under test. */
final class PreviousRelease implements AutoCloseable {
    private static final String OURS = "io.allyourbase.jobs.";

    private final URLClassLoader classes;

    private PreviousRelease(URLClassLoader classes) {
        this.classes = classes;
    }

    static PreviousRelease load() {
        try (Stream<Path> files = Files.list(Path.of("src/test/previous"))) {
            List<URL> path = new ArrayList<>();
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                path.add(jar.toUri().toURL());
            }
            // For the program alone, whose own class uses whatever release it is loaded with.
            path.add(LibraryProgram.class.getProtectionDomain().getCodeSource().getLocation());
            return new PreviousRelease(new URLClassLoader(path.toArray(URL[]::new), new WithoutOurs()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Program program(DataSource dataSource, String schema) {
        try {
            return Class.forName(LibraryProgram.class.getName(), true, classes)
                    .asSubclass(Program.class)
                    .getConstructor(DataSource.class, String.class)
                    .newInstance(dataSource, schema);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the previous release has no such program", e);
        }
    }

    @Override
    public void close() {
        try {
            classes.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All that the tests' class path has, but of this library only what both releases' programs are told by. */
    private static final class WithoutOurs extends ClassLoader {
        private final ClassLoader all = PreviousRelease.class.getClassLoader();

        WithoutOurs() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(OURS) && !name.equals(Program.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return all.loadClass(name);
        }

        @Override
        protected @Nullable URL findResource(String name) {
            return name.startsWith(OURS.replace('.', '/')) ? null : all.getResource(name);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.startsWith(OURS.replace('.', '/')) ? Collections.emptyEnumeration() : all.getResources(name);
        }
    }
}
