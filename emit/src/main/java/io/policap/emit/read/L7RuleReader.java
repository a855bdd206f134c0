package io.policap.emit.read;

import io.policap.infer.policy.cilium.FqdnSelector;
import io.policap.infer.policy.cilium.HttpRule;
import io.policap.infer.policy.cilium.HttpRule.HeaderMatch;
import io.policap.infer.policy.cilium.L7Rules;
import java.util.List;
import java.util.Optional;

/** Reads {@code rules} of a port. */
final class L7RuleReader {
    private L7RuleReader() {}

    static L7Rules read(Fields fields) throws MalformedException {
        Optional<List<HttpRule>> http = fields.objects("http", L7RuleReader::http);
        Optional<List<FqdnSelector>> dns = fields.objects("dns", FqdnReader::read);
        int kafka = fields.list("kafka", (rule, path) -> rule).map(List::size).orElse(0);
        Optional<String> parser = fields.string("l7proto");
        int l7 = fields.list("l7", (rule, path) -> rule).map(List::size).orElse(0);
        // Gone in Cilium 1.20, which prunes them; before, they redirect, and that is how they are kept.
        fields.reportWherePresent("kafka", "l7proto", "l7");
        if (http.isPresent() && dns.isPresent()) {
            throw fields.malformed("http", "L7 rules of more than one protocol in one list");
        }
        return new L7Rules(http, dns, kafka, parser, l7);
    }

    private static HttpRule http(Fields fields) throws MalformedException {
        return new HttpRule(
                fields.string("method").orElse(""),
                fields.string("path").orElse(""),
                fields.string("host").orElse(""),
                fields.strings("headers").orElse(List.of()),
                fields.objects("headerMatches", L7RuleReader::header).orElse(List.of()));
    }

    private static HeaderMatch header(Fields fields) throws MalformedException {
        String name = fields.string("name").orElse("");
        if (name.isEmpty()) {
            throw fields.malformed("name", "missing");
        }
        String mismatch = fields.string("mismatch").orElse("");
        if (!List.of("", "LOG", "ADD", "DELETE", "REPLACE").contains(mismatch)) {
            throw fields.malformed("mismatch", Excerpt.of(mismatch) + " is not one of LOG, ADD, DELETE, REPLACE");
        }
        String secret = fields.object(
                        "secret",
                        of -> of.string("namespace").orElse("") + "/"
                                + of.string("name").orElse(""))
                .orElse("");
        return new HeaderMatch(name, fields.string("value").orElse(""), mismatch, secret);
    }
}
