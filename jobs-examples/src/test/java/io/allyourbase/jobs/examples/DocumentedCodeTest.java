package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that a page shows is code that these tests run. */
class DocumentedCodeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void each_snippet_on_idempotency_is_a_part_of_an_example() throws IOException {
        List<String> snippets = JAVA.matcher(Files.readString(Path.of("..", "docs", "idempotency.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        String examples = examples();

        assertThat(snippets)
                .hasSizeGreaterThan(4)
                .allSatisfy(snippet -> assertThat(examples).contains(plain(snippet)));
    }

    private static String examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(plain(Files.readString(file)));
            }
            return all.toString();
        }
    }

    /** Without indentation, which a page does not keep. */
    private static String plain(String code) {
        return code.replaceAll("(?m)^ +", "");
    }
}
