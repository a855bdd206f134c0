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
        int kinds = (http.isPresent() ? 1 : 0)
                + (dns.isPresent() ? 1 : 0)
                + (kafka > 0 ? 1 : 0)
                + (parser.isPresent() || l7 > 0 ? 1 : 0);
        if (kinds > 1) {
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
