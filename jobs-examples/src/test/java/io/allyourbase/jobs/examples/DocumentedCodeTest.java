package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code that a page shows is code that these tests run, or a test itself. */
class DocumentedCodeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** Needs a framework that the examples do without; the tests of the library itself do the same with it. */
    private static final String SPRING = "@Transactional";

    @ParameterizedTest
    @CsvSource({"idempotency.md,5", "library.md,5"})
    void each_snippet_on_a_page_is_a_part_of_an_example(String page, int fewest) throws IOException {
        String examples = code();

        assertThat(snippets(page))
                .hasSizeGreaterThanOrEqualTo(fewest)
                .allSatisfy(snippet -> assertThat(examples).contains(plain(snippet)));
    }

    private static List<String> snippets(String page) throws IOException {
        return JAVA.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map(found -> found.group(1))
                .filter(snippet -> !snippet.startsWith(SPRING))
                .toList();
    }

    private static String code() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
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
