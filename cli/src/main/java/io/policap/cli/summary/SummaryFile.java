package io.policap.cli.summary;

import io.policap.cli.console.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The {@code summary.json} of an earlier run, read back. */
public final class SummaryFile {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long LONGEST = 256L << 20;

    private SummaryFile() {}

    /** The text of a directory's summary once its policies were promoted. */
    public static byte[] promoted(Path directory) throws IOException {
        String text = Files.readString(directory.resolve("summary.json"));
        return text.replaceFirst("\"mode\" : \"audit\"", "\"mode\" : \"promoted\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The tree of a directory's summary.
     *
     * @throws UnreadableDirectory when the directory holds no summary that this version understands
     */
    public static JsonNode read(Path directory) throws UnreadableDirectory {
        Path file = directory.resolve("summary.json");
        try {
            if (Files.size(file) > LONGEST) {
                throw new UnreadableDirectory(file + ": larger than any summary of policap");
            }
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            int version = tree.path("formatVersion").asInt(0);
            if (version != SummaryJson.FORMAT_VERSION) {
                throw new UnreadableDirectory(file + ": format version " + version + ", this policap reads version "
                        + SummaryJson.FORMAT_VERSION + "; run learn again");
            }
            return tree;
        } catch (NoSuchFileException e) {
            throw new UnreadableDirectory(directory + ": no summary.json; want the output directory of learn", e);
        } catch (IOException | JacksonException e) {
            throw new UnreadableDirectory(file + ": cannot be read: " + Console.message(e), e);
        }
    }
}
