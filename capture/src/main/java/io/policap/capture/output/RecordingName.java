package io.policap.capture.output;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a recording as it was asked for, and those of its files where it is rotated: {@code node1.pcapng.zst} makes
 * {@code node1-00001-20260101T120000Z.pcapng.zst}.
 */
final class RecordingName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path whole;
    private final Path directory;
    private final String stem;
    private final String ending;
    private final Compression compression;

    RecordingName(Path file) {
        Path name = file.getFileName();
        Path parent = file.toAbsolutePath().getParent();
        if (name == null || parent == null || name.toString().isEmpty()) {
            throw new IllegalArgumentException("'" + file + "' is not the name of a file");
        }
        whole = file;
        directory = parent;
        compression = Compression.of(name.toString());
        String bare = name.toString()
                .substring(0, name.toString().length() - compression.ending().length());
        int dot = bare.lastIndexOf('.');
        stem = dot > 0 ? bare.substring(0, dot) : bare;
        ending = (dot > 0 ? bare.substring(dot) : "") + compression.ending();
    }

    Path whole() {
        return whole;
    }

    Path directory() {
        return directory;
    }

    Compression compression() {
        return compression;
    }

    /** The file while it grows; hidden, so that who reads the directory leaves it out. One for each recording. */
    Path growing() {
        return whole.resolveSibling("." + stem + ending + ".part");
    }

    Path numbered(int number, Instant begin) {
        return whole.resolveSibling(
                String.format(Locale.ROOT, "%s-%05d-%s%s", stem, number, TIME.format(begin), ending));
    }

    /** The complete files of this rotated recording by number, those of earlier runs included. */
    SortedMap<Integer, Path> existing() throws IOException {
        Pattern form = Pattern.compile(Pattern.quote(stem) + "-(\\d{5,9})-\\d{8}T\\d{6}Z" + Pattern.quote(ending));
        SortedMap<Integer, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Matcher matcher = form.matcher(String.valueOf(entry.getFileName()));
                if (matcher.matches()) {
                    files.put(Integer.parseInt(matcher.group(1)), entry);
                }
            }
        }
        return files;
    }
}
