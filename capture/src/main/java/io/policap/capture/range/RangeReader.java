package io.policap.capture.range;

import io.policap.capture.yaml.LinedText;
import io.policap.capture.yaml.LinedValue;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.net.Cidr;
import io.policap.infer.net.Ip;
import io.policap.infer.range.KnownRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code ranges}; one in which anything is wrong is left out. */
final class RangeReader {
    private static final Set<String> KEYS = Set.of("name", "cidrs");

    private final String file;
    private final Issues issues;
    private final Map<String, LinedValue> values = new LinkedHashMap<>();
    private boolean wrong;

    RangeReader(String file, Issues issues) {
        this.file = file;
        this.issues = issues;
    }

    Optional<KnownRange> read(LinedValue entry) {
        if (!(entry instanceof LinedValue.Fields fields)) {
            report(entry.line(), "the entry has no fields; give it a name and cidrs");
            return Optional.empty();
        }
        for (LinedValue.Field field : fields.fields()) {
            String shown = LinedText.quoted(field.key());
            if (!KEYS.contains(field.key())) {
                report(field.line(), "the key '" + shown + "' is not known; known are name and cidrs");
            } else if (values.putIfAbsent(field.key(), field.value()) != null) {
                report(field.line(), "the key '" + shown + "' is there twice; remove one");
            }
        }
        String name = name(entry);
        List<Cidr> prefixes = prefixes(entry);
        return wrong ? Optional.empty() : Optional.of(new KnownRange(name, prefixes, file + ":" + entry.line()));
    }

    private String name(LinedValue entry) {
        LinedValue value = values.get("name");
        if (value == null) {
            report(entry.line(), "the entry has no name; give it one, which rules show in their comments");
            return "";
        }
        String name = LinedText.of(value);
        if (!KnownRange.isName(name)) {
            report(
                    value.line(),
                    "name '" + LinedText.quoted(name)
                            + "' is not of 1 to 63 letters, digits, spaces and . _ / - that begin and end with a letter"
                            + " or digit; correct it");
        }
        return name;
    }

    private List<Cidr> prefixes(LinedValue entry) {
        LinedValue value = values.get("cidrs");
        if (!(value instanceof LinedValue.Items items) || items.items().isEmpty()) {
            report(
                    value == null ? entry.line() : value.line(),
                    "the entry has no list of cidrs; give it some such as [192.0.2.0/24, 2001:db8::/32]");
            return List.of();
        }
        List<Cidr> prefixes = new ArrayList<>();
        for (LinedValue item : items.items()) {
            prefix(item).ifPresent(prefixes::add);
        }
        return prefixes;
    }

    private Optional<Cidr> prefix(LinedValue item) {
        String text = LinedText.of(item);
        try {
            Cidr prefix = Cidr.parse(text);
            int slash = text.indexOf('/');
            if (slash >= 0 && !Ip.parse(text.substring(0, slash)).equals(prefix.network())) {
                report(item.line(), "'" + text + "' has bits set behind its length; write " + prefix);
            }
            return Optional.of(prefix);
        } catch (IllegalArgumentException e) {
            report(
                    item.line(),
                    "'" + LinedText.quoted(text)
                            + "' is not a prefix such as 192.0.2.0/24 or 2001:db8::/32; correct it");
            return Optional.empty();
        }
    }

    private void report(int line, String message) {
        wrong = true;
        issues.add(IssueCode.MALFORMED_RANGES, file + ":" + line, message + " (until then the range is left out)");
    }
}
