package io.policap.cli.hubble;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.policap.capture.hubble.collect.DamagedResumePointException;
import io.policap.capture.hubble.collect.ResumePoint;
import io.policap.cli.console.Console;
import io.policap.emit.tree.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How far the baseline beside it was read from live servers: {@code baseline.resume.json} for {@code baseline.json}.
 *
 * <p>A resume point holds for one state of the baseline only, and two files cannot be replaced at once. So this file names
 * the baselines by their hashes, holds the points of the last two, and is written first: whatever moment the process ends
 * at, the baseline that is there has its point here.
 *
 * <p>Form: two lines for each, newest first; one with the baseline's SHA-256, one with the point.
 */
final class ResumeFile {
    private static final String HEAD = "{\"policapResume\":1,\"baseline\":\"";
    private static final String HEAD_END = "\"}";
    private static final long LONGEST = 256L << 20;

    private final Path file;
    private Optional<Entry> newest = Optional.empty();

    private record Entry(String hash, byte[] point) {}

    private ResumeFile(Path file) {
        this.file = file;
    }

    /** The one that belongs beside a baseline, whether it is there or not. */
    static ResumeFile beside(Path baseline) {
        Path name = baseline.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("'" + baseline + "' is not the name of a file");
        }
        String text = name.toString();
        String stem = text.endsWith(".json") ? text.substring(0, text.length() - ".json".length()) : text;
        return new ResumeFile(baseline.resolveSibling(stem + ".resume.json"));
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * The point from which to go on from this baseline; empty where none here belongs to it.
     *
     * @throws UnusableResumeFile when the file is something else
     */
    Optional<ResumePoint> pointOf(byte[] baseline) throws IOException, UnusableResumeFile {
        String hash = hash(baseline);
        for (Entry entry : entries()) {
            if (entry.hash().equals(hash)) {
                newest = Optional.of(entry);
                return Optional.of(point(entry));
            }
        }
        return Optional.empty();
    }

    private ResumePoint point(Entry entry) throws IOException, UnusableResumeFile {
        try {
            return ResumePoint.read(new ByteArrayInputStream(entry.point()));
        } catch (DamagedResumePointException e) {
            throw new UnusableResumeFile(file, Console.message(e), e);
        }
    }

    /** Notes how far a baseline was read that will be written next. */
    void write(byte[] baseline, ResumePoint point) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        point.write(bytes);
        Entry next = new Entry(hash(baseline), bytes.toByteArray());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        put(next, content);
        if (newest.isPresent() && !newest.get().hash().equals(next.hash())) {
            put(newest.get(), content);
        }
        AtomicFile.write(file, content.toByteArray());
        newest = Optional.of(next);
    }

    private static void put(Entry entry, ByteArrayOutputStream into) throws IOException {
        into.write((HEAD + entry.hash() + HEAD_END + "\n").getBytes(US_ASCII));
        into.write(entry.point());
        into.write('\n');
    }

    private List<Entry> entries() throws IOException, UnusableResumeFile {
        byte[] bytes;
        try {
            if (Files.size(file) > LONGEST) {
                throw damaged();
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int headEnd = lineEnd(bytes, at);
            int pointEnd = lineEnd(bytes, headEnd + 1);
            String head = new String(bytes, at, headEnd - at, US_ASCII);
            if (!head.startsWith(HEAD) || !head.endsWith(HEAD_END) || pointEnd > bytes.length - 1) {
                throw damaged();
            }
            byte[] point = new byte[pointEnd - headEnd - 1];
            System.arraycopy(bytes, headEnd + 1, point, 0, point.length);
            entries.add(new Entry(head.substring(HEAD.length(), head.length() - HEAD_END.length()), point));
            at = pointEnd + 1;
        }
        return entries;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = Math.min(from, bytes.length);
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private UnusableResumeFile damaged() {
        return new UnusableResumeFile(file, "not a resume file of policap, or damaged");
    }

    private static String hash(byte[] baseline) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(baseline));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
