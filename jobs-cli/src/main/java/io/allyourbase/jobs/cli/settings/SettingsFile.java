package io.allyourbase.jobs.cli.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads {@code ayb.toml}. Every mistake in it is one line that names the file, the key, the value and what is allowed. */
final class SettingsFile {
    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /** The settings with what the file says. */
    Settings applyTo(Settings settings) {
        Settings result = settings;
        for (Map.Entry<String, JsonNode> section : parse().properties()) {
            if (!section.getValue().isObject()) {
                throw new InvalidConfig(
                        file + ": " + section.getKey()
                                + " is not allowed outside a section; the sections are [jobs], [database], [server] and [admin]");
            }
            for (Map.Entry<String, JsonNode> entry : section.getValue().properties()) {
                result = apply(result, section.getKey(), entry.getKey(), entry.getValue());
            }
        }
        return result;
    }

    private JsonNode parse() {
        try {
            return new TomlMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new InvalidConfig(file + where + ": not valid TOML: " + reason);
        } catch (NoSuchFileException e) {
            throw new InvalidConfig("the configuration file " + file + " does not exist");
        } catch (MalformedInputException e) {
            throw new InvalidConfig(file + ": not valid TOML: not UTF-8");
        } catch (IOException e) {
            throw new InvalidConfig("the configuration file " + file + " can't be read: " + e.getMessage());
        }
    }

    private Settings apply(Settings settings, String section, String key, JsonNode value) {
        return switch (section) {
            case "jobs" -> jobs(settings, key, value);
            case "database" -> database(settings, key, value);
            case "server" -> server(settings, key, value);
            case "admin" -> settings.admin(admin(settings.admin(), key, value));
            default ->
                throw new InvalidConfig(file + ": [" + section
                        + "] is not a section; the sections are [jobs], [database], [server] and [admin]");
        };
    }

    private Settings jobs(Settings settings, String key, JsonNode value) {
        ConfigKey known = ConfigKey.parse(key)
                .orElseThrow(() -> unknown(
                        "jobs",
                        key,
                        Arrays.stream(ConfigKey.values()).map(ConfigKey::key).collect(Collectors.joining(", "))));
        // A string that spells a number is not one in TOML, and lists never are.
        String text = value.isTextual() || value.isContainerNode() ? value.toString() : value.asText();
        return settings.jobs(settings.jobs().with(known, text, file.toString()));
    }

    private Settings database(Settings settings, String key, JsonNode value) {
        return switch (key) {
            case "url" -> settings.databaseUrl(DatabaseUrl.parse(text("database.url", value), file.toString()));
            case "schema" -> settings.schema(new SchemaName(text("database.schema", value)));
            default -> throw unknown("database", key, "url, schema");
        };
    }

    private Settings server(Settings settings, String key, JsonNode value) {
        return switch (key) {
            case "data_dir" -> settings.dataDir(Path.of(text("server.data_dir", value)));
            default -> throw unknown("server", key, "data_dir");
        };
    }

    private AdminSettings admin(AdminSettings admin, String key, JsonNode value) {
        return switch (key) {
            case "host" -> admin.host(text("admin.host", value));
            case "port" -> admin.port(value.toString(), file.toString());
            case "token" -> admin.token(secret("admin.token", value), file.toString());
            case "password" -> admin.password(secret("admin.password", value), file.toString());
            case "allowed_hosts" -> admin.allowedHosts(texts("admin.allowed_hosts", value));
            case "open_metrics" -> admin.metrics(metrics("admin.open_metrics", value));
            default -> throw unknown("admin", key, "host, port, token, password, allowed_hosts, open_metrics");
        };
    }

    private AdminSettings.Metrics metrics(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw new InvalidConfig(key + ": " + value + " is not allowed; must be true or false (from " + file + ")");
        }
        return value.booleanValue() ? AdminSettings.Metrics.OPEN : AdminSettings.Metrics.WITH_TOKEN;
    }

    /** As a text, but a mistake in it is not shown. */
    private String secret(String key, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new InvalidConfig(key + " is not allowed; must be text (from " + file + ")");
        }
        return value.asText();
    }

    private List<String> texts(String key, JsonNode value) {
        if (!value.isArray()) {
            throw new InvalidConfig(
                    key + ": " + value + " is not allowed; must be a list of texts (from " + file + ")");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(item -> text(key, item))
                .toList();
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new InvalidConfig(key + ": " + value + " is not allowed; must be text (from " + file + ")");
        }
        return value.asText();
    }

    private InvalidConfig unknown(String section, String key, String known) {
        return new InvalidConfig(file + ": " + section + "." + key + " is not a setting; the settings of [" + section
                + "] are " + known);
    }
}
