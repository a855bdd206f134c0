package io.policap.emit.lint.schema;

import io.policap.emit.lint.finding.Findings;
import io.policap.emit.lint.finding.LintRule;
import io.policap.emit.lint.finding.Spot;
import io.policap.emit.read.Excerpt;
import io.policap.emit.read.Node;
import io.policap.infer.policy.rollout.CiliumVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares an object with its shape.
 *
 * <p>A value of a wrong type is refused by both, as neither can decode it. Everything else is the API server's: the
 * agent drops unknown fields, and knows no patterns.
 */
public final class SchemaCheck {
    private final Schema schema;
    private final boolean typed;

    private SchemaCheck(Schema schema, boolean typed) {
        this.schema = schema;
        this.typed = typed;
    }

    public static SchemaCheck networkPolicy() {
        return new SchemaCheck(NetworkPolicySchema.OBJECT, true);
    }

    public static SchemaCheck ciliumPolicy(CiliumVersion version) {
        return new SchemaCheck(CiliumSchema.policy(version), false);
    }

    public static SchemaCheck cidrGroup() {
        return new SchemaCheck(CiliumSchema.CIDR_GROUP, false);
    }

    /** Adds what is wrong with the shape of an object. */
    public void check(Spot object, Findings findings) {
        check(object, schema, typed, findings);
    }

    /**
     * One value.
     *
     * @param typed whether the value is decoded into a type of the server's own, for which null is the zero value; a
     *     custom resource may have null as a field, where it is dropped, but not as an item
     */
    private static void check(Spot spot, Schema schema, boolean typed, Findings findings) {
        if (schema instanceof Schema.Fields fields) {
            fields(spot, fields, typed, findings);
        } else if (schema instanceof Schema.Entries entries) {
            if (spot.node() instanceof Node.Mapping) {
                spot.fields().values().forEach(value -> field(value, entries.values(), typed, findings));
            } else {
                wrongType(spot, "a mapping", findings);
            }
        } else if (schema instanceof Schema.Items items) {
            items(spot, items, typed, findings);
        } else if (schema instanceof Schema.Truth) {
            if (!(spot.node() instanceof Node.Bool)) {
                wrongType(spot, "true or false", findings);
            }
        } else if (schema instanceof Schema.Whole whole) {
            whole(spot, whole, findings);
        } else if (schema instanceof Schema.Text text) {
            spot.text()
                    .ifPresentOrElse(
                            value -> text(spot, text.rule(), value, findings),
                            () -> wrongType(spot, "a text; put it in quotes", findings));
        } else if (schema instanceof Schema.WholeOrText either) {
            if (spot.text().isPresent()) {
                text(spot, either.rule(), spot.text().get(), findings);
            } else if (spot.number().isEmpty()) {
                wrongType(spot, "a whole number or a text", findings);
            }
        }
    }

    private static void fields(Spot spot, Schema.Fields schema, boolean typed, Findings findings) {
        if (!(spot.node() instanceof Node.Mapping)) {
            wrongType(spot, "a mapping", findings);
            return;
        }
        for (Map.Entry<String, Spot> field : spot.fields().entrySet()) {
            Optional<Schema> known = Optional.ofNullable(schema.known().get(field.getKey()));
            known.ifPresentOrElse(
                    shape -> field(field.getValue(), shape, typed || shape == CommonSchema.METADATA, findings),
                    () -> unknown(field.getValue(), field.getKey(), schema, findings));
        }
        for (String name : schema.required()) {
            if (spot.field(name).isEmpty()) {
                findings.add(spot.line(), spot.pathOf(name), LintRule.MISSING_FIELD, Findings.API_SERVER, "missing");
            }
        }
        schema.choices().forEach(choice -> choice(spot, choice, findings));
    }

    private static void field(Spot field, Schema schema, boolean typed, Findings findings) {
        if (!(field.node() instanceof Node.Null)) {
            check(field, schema, typed, findings);
        }
    }

    private static void unknown(Spot field, String name, Schema.Fields schema, Findings findings) {
        String near = schema.known().keySet().stream()
                .filter(known -> known.equalsIgnoreCase(name) || Spelling.isNear(known, name))
                .findFirst()
                .map(known -> "; is " + known + " meant?")
                .orElse("");
        findings.add(
                field,
                LintRule.UNKNOWN_FIELD,
                Findings.API_SERVER,
                Excerpt.of(name) + " is not a field here, in this version; without strict checking it is dropped"
                        + " without a word" + near);
    }

    private static void choice(Spot spot, Schema.Choice choice, Findings findings) {
        List<String> present = new ArrayList<>();
        for (String name : choice.names()) {
            if (spot.field(name).isPresent()) {
                present.add(name);
            }
        }
        String names = String.join(", ", choice.names());
        if (present.isEmpty()) {
            findings.add(
                    spot,
                    choice.rule(),
                    Findings.API_SERVER,
                    (choice.exactlyOne() ? "exactly" : "at least") + " one of " + names + " is needed; there is none");
        } else if (choice.exactlyOne() && present.size() > 1) {
            findings.add(
                    spot,
                    choice.rule(),
                    Findings.API_SERVER,
                    "exactly one of " + names + " is needed; there are " + String.join(" and ", present));
        }
    }

    private static void items(Spot spot, Schema.Items schema, boolean typed, Findings findings) {
        if (!(spot.node() instanceof Node.Sequence)) {
            wrongType(spot, "a list", findings);
            return;
        }
        List<Spot> items = spot.items();
        if (items.size() > schema.most()) {
            findings.add(
                    spot,
                    schema.tooMany(),
                    Findings.API_SERVER,
                    items.size() + " items, " + schema.most() + " are the most");
        }
        if (items.size() < schema.least()) {
            findings.add(
                    spot, LintRule.TOO_FEW_ITEMS, Findings.API_SERVER, "empty; leave it out, or say what is meant");
        }
        for (Spot item : items) {
            if (!(item.node() instanceof Node.Null)) {
                check(item, schema.item(), typed, findings);
            } else if (!typed) {
                findings.add(item, LintRule.WRONG_TYPE, Findings.API_SERVER, "is null; an item may not be null");
            }
        }
    }

    private static void whole(Spot spot, Schema.Whole schema, Findings findings) {
        Optional<Integer> number = spot.number();
        if (number.isEmpty()) {
            wrongType(spot, "a whole number, without quotes", findings);
        } else if (number.get() < schema.least() || number.get() > schema.most()) {
            findings.add(
                    spot,
                    LintRule.OUT_OF_RANGE,
                    Findings.API_SERVER,
                    number.get() + " is outside " + schema.least() + ".." + schema.most());
        }
    }

    private static void text(Spot spot, TextRule rule, String value, Findings findings) {
        rule.problem(value).ifPresent(problem -> findings.add(spot, rule.rule(), Findings.API_SERVER, problem));
    }

    private static void wrongType(Spot spot, String wanted, Findings findings) {
        findings.add(spot, LintRule.WRONG_TYPE, Findings.BOTH, "is " + describe(spot.node()) + ", must be " + wanted);
    }

    /** A number without the quotes that other values from outside have: they would be half of the advice. */
    private static String describe(Node node) {
        return node instanceof Node.Numeric ? node.describe().replace("'", "") : node.describe();
    }
}
