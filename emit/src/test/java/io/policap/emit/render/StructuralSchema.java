package io.policap.emit.render;

import io.policap.infer.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A validator for the structural schemas of custom resources (Kubernetes, OpenAPI v3): what the API server refuses, and
 * fields that it would prune. A keyword it does not know is an error, not a pass.
 */
public final class StructuralSchema {
    private static final Set<String> NO_CONSTRAINT = Set.of(
            "description",
            "default",
            "x-kubernetes-list-type",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-map-type",
            "x-kubernetes-int-or-string",
            "title");

    private final List<String> errors = new ArrayList<>();

    private StructuralSchema() {}

    public static List<String> violations(JsonNode schema, JsonNode value) {
        StructuralSchema validation = new StructuralSchema();
        validation.check(schema, value, "", true);
        return List.copyOf(validation.errors);
    }

    private void check(JsonNode schema, JsonNode value, String path, boolean structural) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            keyword(keyword.getKey(), keyword.getValue(), value, path);
        }
        boolean open = schema.has("additionalProperties")
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                || !schema.has("properties");
        // Metadata has no schema of its own in a custom resource: the API server knows it.
        boolean metadata = path.equals(".metadata");
        if (structural && value.isObject() && !open && !metadata) {
            for (String name : value.propertyNames()) {
                require(schema.path("properties").has(name), path, "unknown field " + name);
            }
        }
    }

    /** Keywords about texts, numbers and lists say nothing of values that are none. */
    private static boolean isAbout(String keyword, JsonNode value) {
        return switch (keyword) {
            case "pattern", "maxLength", "minLength", "format" -> value.isString();
            case "maximum", "minimum" -> value.isNumber();
            case "items", "maxItems", "minItems" -> value.isArray();
            case "properties", "additionalProperties" -> value.isObject();
            default -> true;
        };
    }

    private void keyword(String keyword, JsonNode rule, JsonNode value, String path) {
        if (!isAbout(keyword, value)) {
            return;
        }
        switch (keyword) {
            case "type":
                require(hasType(rule.asString(), value), path, "not a " + rule.asString() + ": " + value);
                break;
            case "properties":
                for (Map.Entry<String, JsonNode> property : rule.properties()) {
                    if (value.has(property.getKey())) {
                        check(property.getValue(), value.get(property.getKey()), path + "." + property.getKey(), true);
                    }
                }
                break;
            case "additionalProperties":
                value.properties().forEach(entry -> check(rule, entry.getValue(), path + "." + entry.getKey(), true));
                break;
            case "items":
                for (int i = 0; i < value.size(); i++) {
                    check(rule, value.get(i), path + "[" + i + "]", true);
                }
                break;
            case "required":
                rule.forEach(name -> require(value.has(name.asString()), path, "no " + name.asString()));
                break;
            case "enum":
                boolean listed = false;
                for (JsonNode choice : rule) {
                    listed |= choice.equals(value);
                }
                require(listed, path, value + " is not one of " + rule);
                break;
            case "pattern":
                require(
                        Pattern.compile(rule.asString())
                                .matcher(value.asString())
                                .find(),
                        path,
                        value + " !~ " + rule);
                break;
            case "maxLength":
                require(value.asString().length() <= rule.asInt(), path, "longer than " + rule);
                break;
            case "minLength":
                require(value.asString().length() >= rule.asInt(), path, "shorter than " + rule);
                break;
            case "maxItems":
                require(value.size() <= rule.asInt(), path, value.size() + " items, at most " + rule);
                break;
            case "minItems":
                require(value.size() >= rule.asInt(), path, value.size() + " items, at least " + rule);
                break;
            case "maximum":
                require(value.asLong() <= rule.asLong(), path, value + " > " + rule);
                break;
            case "minimum":
                require(value.asLong() >= rule.asLong(), path, value + " < " + rule);
                break;
            case "format":
                require(hasFormat(rule.asString(), value), path, value + " is no " + rule.asString());
                break;
            case "oneOf":
                require(matching(rule, value, path) == 1, path, "not exactly one of " + rule);
                break;
            case "anyOf":
                require(matching(rule, value, path) >= 1, path, "none of " + rule);
                break;
            default:
                require(NO_CONSTRAINT.contains(keyword), path, "this validator does not know " + keyword);
        }
    }

    private static long matching(JsonNode choices, JsonNode value, String path) {
        long matching = 0;
        for (JsonNode choice : choices) {
            StructuralSchema one = new StructuralSchema();
            // Choices only constrain; which fields exist is said outside of them.
            for (Map.Entry<String, JsonNode> keyword : choice.properties()) {
                if (!keyword.getKey().equals("properties")) {
                    one.keyword(keyword.getKey(), keyword.getValue(), value, path);
                }
            }
            matching += one.errors.isEmpty() ? 1 : 0;
        }
        return matching;
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> false;
        };
    }

    private static boolean hasFormat(String format, JsonNode value) {
        return switch (format) {
            case "cidr" -> isCidr(value.asString());
            case "int32", "int64", "idn-hostname", "date-time", "duration" -> true;
            default -> false;
        };
    }

    private static boolean isCidr(String text) {
        try {
            return text.contains("/") && Cidr.parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            errors.add((path.isEmpty() ? "." : path) + ": " + message);
        }
    }
}
