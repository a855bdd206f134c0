package io.policap.capture.packet.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tshark once said of the captures' conversations, for where it is not installed: {@code conversations.tsv}, a row
 * for each capture, named from its recordings directory on.
 */
final class ConversationRecord {
    private static final Path FILE = Path.of("src/test/resources/conversations.tsv");
    private static final String HEAD = "capture\t" + ConversationCount.COLUMNS;

    private ConversationRecord() {}

    /** The rows of the captures in a directory such as {@code shop/pcap}, by file name. */
    static SortedMap<String, ConversationCount> of(String directory) throws IOException {
        SortedMap<String, ConversationCount> rows = new TreeMap<>();
        all().forEach((capture, count) -> {
            if (capture.startsWith(directory + "/")) {
                rows.put(capture.substring(directory.length() + 1), count);
            }
        });
        return rows;
    }

    /** Whether this version of tshark said so; others open more, or less, of odd files. */
    static boolean isBy(String version) throws IOException {
        return Files.readAllLines(FILE).get(0).startsWith(by(version));
    }

    private static String by(String version) {
        return "# By " + version + " as ";
    }

    /** Writes new rows for a directory; those of others stay. */
    static void replace(String directory, Map<String, ConversationCount> told, String version) throws IOException {
        SortedMap<String, ConversationCount> rows = Files.exists(FILE) ? all() : new TreeMap<>();
        rows.keySet().removeIf(capture -> capture.startsWith(directory + "/"));
        told.forEach((name, count) -> rows.put(directory + "/" + name, count));
        List<String> lines = new ArrayList<>();
        lines.add(by(version) + "TsharkConversationsTest asks it: frames, and pairs of ends by protocol."
                + " The same test writes this with -Dupdate.");
        lines.add(HEAD);
        rows.forEach((capture, count) -> lines.add(capture + "\t" + count.row()));
        Files.write(FILE, lines);
    }

    private static SortedMap<String, ConversationCount> all() throws IOException {
        SortedMap<String, ConversationCount> rows = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.startsWith("#") && !line.equals(HEAD)) {
                int tab = line.indexOf('\t');
                rows.put(line.substring(0, tab), ConversationCount.parse(line.substring(tab + 1)));
            }
        }
        return rows;
    }
}
