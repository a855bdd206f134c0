package io.policap.capture.range;

import static java.util.Objects.requireNonNull;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.capture.yaml.LinedYaml;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.range.KnownRange;
import io.policap.infer.range.KnownRanges;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of known ranges: version 1 of {@code policapRanges}, and strictly.
 *
 * <p>A range that cannot be read in full is left out, and an issue says where and what would be right: then rules name the
 * single addresses, as without it.
 */
public final class KnownRangesReader {
    private static final String VERSION_KEY = "policapRanges";
    private static final String VERSION = "1";
    private static final Set<String> KEYS = Set.of(VERSION_KEY, "ranges");

    private final Issues issues;

    /**
     * @param issues takes what was wrong with the file
     */
    public KnownRangesReader(Issues issues) {
        this.issues = requireNonNull(issues, "issues");
    }

    /**
     * Reads a file to its end; does not close it.
     *
     * @param file its path as the user gave it
     * @throws IOException only when the stream itself fails
     */
    public KnownRanges read(String file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LinedYaml.MAX_BYTES + 1);
        if (bytes.length > LinedYaml.MAX_BYTES) {
            malformed(file, 1, "the file is larger than " + LinedYaml.MAX_BYTES + " bytes and is left out; split it");
            return KnownRanges.NONE;
        }
        try {
            LinedValue root = LinedYaml.parse(bytes);
            if (root instanceof LinedValue.Fields fields) {
                return ranges(file, fields);
            }
            malformed(file, root.line(), "the file is left out: it does not have fields such as policapRanges: 1");
        } catch (LinedYaml.NotYaml e) {
            malformed(file, Math.max(1, e.line()), "the file is left out: " + e.getMessage() + "; correct it");
        }
        return KnownRanges.NONE;
    }

    private KnownRanges ranges(String file, LinedValue.Fields root) {
        Set<String> seen = new LinkedHashSet<>();
        List<LinedValue> entries = new ArrayList<>();
        for (LinedValue.Field field : root.fields()) {
            if (!KEYS.contains(field.key()) || !seen.add(field.key())) {
                malformed(
                        file,
                        field.line(),
                        "the key '" + LinedText.quoted(field.key()) + "' "
                                + (seen.contains(field.key()) ? "is there twice" : "is not known")
                                + " and is ignored; a file of ranges has policapRanges and ranges, once each");
            } else if (field.key().equals(VERSION_KEY)) {
                if (!LinedText.of(field.value()).equals(VERSION)) {
                    malformed(
                            file,
                            field.line(),
                            "policapRanges is not " + VERSION
                                    + ", the version this policap reads; the file is left out,"
                                    + " a newer policap may read it");
                    return KnownRanges.NONE;
                }
            } else if (field.value() instanceof LinedValue.Items items) {
                entries.addAll(items.items());
            } else {
                malformed(file, field.line(), "ranges is not a list; give it entries with a name and cidrs");
            }
        }
        if (!seen.contains(VERSION_KEY)) {
            malformed(file, root.line(), "policapRanges is missing; add policapRanges: " + VERSION);
        }
        if (!seen.contains("ranges")) {
            malformed(file, root.line(), "ranges is missing; give it entries with a name and cidrs");
        }
        return KnownRanges.of(read(file, entries));
    }

    private List<KnownRange> read(String file, List<LinedValue> entries) {
        Map<String, KnownRange> ranges = new LinkedHashMap<>();
        for (LinedValue entry : entries) {
            new RangeReader(file, issues).read(entry).ifPresent(range -> {
                KnownRange before = ranges.putIfAbsent(range.name(), range);
                if (before != null) {
                    malformed(
                            file,
                            entry.line(),
                            "the range '" + range.name() + "' is there before, at " + before.place()
                                    + ", which counts; join the entries");
                }
            });
        }
        return List.copyOf(ranges.values());
    }

    private void malformed(String file, int line, String message) {
        issues.add(IssueCode.MALFORMED_RANGES, file + ":" + line, message);
    }
}
