package io.allyourbase.jobs.rivals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** Which version of each system is measured: as the build or package.json has pinned it. */
record Versions(Properties java, JsonNode node) {
    static Versions read(Node node) throws IOException {
        Properties java = new Properties();
        try (InputStream file = Objects.requireNonNull(Versions.class.getResourceAsStream("/rivals.properties"))) {
            java.load(file);
        }
        JsonNode manifest = new ObjectMapper()
                .readTree(node.directory().resolve("package.json").toFile());
        return new Versions(java, manifest.path("dependencies"));
    }

    String of(Contestant contestant) {
        return switch (contestant.platform()) {
            case JAVA -> java.getProperty(contestant.key());
            case NODE -> node.path(contestant.key()).asText();
        };
    }
}
