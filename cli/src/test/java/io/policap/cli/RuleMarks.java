package io.policap.cli;

import io.policap.infer.net.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marks in the comments above the rules of one policy file: {@code # TCP 53, not seen; dns}. */
final class RuleMarks {
    private static final Pattern SECTION = Pattern.compile("  (ingress|egress):.*");
    private static final Pattern PERMISSION = Pattern.compile(
            " *# *(TCP|UDP|SCTP|ICMP|ICMPV6)(?: type)? (\\d+)(?:-(\\d+))?, (?:not seen|seen [^;]*)(?:; (.*))?");

    private record Marked(Protocol protocol, int first, int last, Set<String> marks) {}

    private final Map<String, List<Marked>> rules = new TreeMap<>();

    private RuleMarks() {}

    static RuleMarks of(Path file) {
        RuleMarks marks = new RuleMarks();
        String section = "";
        int index = -1;
        List<Marked> pending = new ArrayList<>();
        for (String line : lines(file)) {
            Matcher start = SECTION.matcher(line);
            Matcher permission = PERMISSION.matcher(line);
            if (start.matches()) {
                section = "spec." + start.group(1);
                index = -1;
            } else if (permission.matches()) {
                pending.add(marked(permission));
            } else if (line.startsWith("    - ") && !section.isEmpty()) {
                index++;
                marks.rules.put(section + "#" + index, pending);
                pending = new ArrayList<>();
            }
        }
        return marks;
    }

    private static Marked marked(Matcher line) {
        int first = Integer.parseInt(line.group(2));
        int last = line.group(3) == null ? first : Integer.parseInt(line.group(3));
        Set<String> marks = new TreeSet<>();
        if (line.group(4) != null) {
            for (String mark : line.group(4).split(", ")) {
                marks.add(mark.replace("review: ", ""));
            }
        }
        return new Marked(Protocol.valueOf(line.group(1)), first, last, marks);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The marks that hold for a port in a rule; none where the comment says nothing of that port. */
    Set<String> of(String section, int index, Protocol protocol, int port) {
        Set<String> found = new TreeSet<>();
        for (Marked marked : rules.getOrDefault(section + "#" + index, List.of())) {
            if (marked.protocol() == protocol && marked.first() <= port && port <= marked.last()) {
                found.addAll(marked.marks());
            }
        }
        return found;
    }
}
