package io.policap.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks objects against a structural schema as the API server does with {@code fieldValidation=Strict} (Kubernetes API,
 * CustomResourceDefinition v1): types, bounds, patterns, formats, and no fields that the schema does not know.
 *
 * <p>A keyword of the schema that is not checked here is a mistake of this class and throws.
 */
final class StructuralSchema {
    /** Keywords that restrict nothing, or only how lists and maps are merged. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "description",
            "default",
            "x-kubernetes-list-type",
            "x-kubernetes-map-type",
            "x-kubernetes-list-map-keys",
            "title");

    private static final Set<String> CHECKED = Set.of(
            "type",
            "properties",
            "items",
            "required",
            "pattern",
            "enum",
            "maxLength",
            "minLength",
            "additionalProperties",
            "format",
            "oneOf",
            "anyOf",
            "maxItems",
            "minItems",
            "maximum",
            "minimum",
            "x-kubernetes-int-or-string");

    private final JsonNode schema;

    /** The schema of one version of a CustomResourceDefinition. */
    static StructuralSchema of(JsonNode definition, String version) {
        for (JsonNode candidate : definition.get("spec").get("versions")) {
            if (candidate.get("name").asString().equals(version)) {
                return new StructuralSchema(candidate.get("schema").get("openAPIV3Schema"));
            }
        }
        throw new IllegalArgumentException("no version " + version);
    }

    StructuralSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** What is wrong with an object, each with its path; empty when it is sound. */
    List<String> check(JsonNode object) {
        List<String> wrong = new ArrayList<>();
        check(schema, object, "", true, wrong);
        return wrong;
    }

    private static void check(JsonNode schema, JsonNode value, String path, boolean strict, List<String> wrong) {
        for (String keyword : schema.propertyNames()) {
            if (!CHECKED.contains(keyword) && !WITHOUT_EFFECT.contains(keyword)) {
                throw new IllegalStateException(path + ": the schema's " + keyword + " is not checked");
            }
        }
        type(schema, value, path, wrong);
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            wrong.add(path + ": " + value + " is not one of " + schema.get("enum"));
        }
        alternatives(schema, value, path, wrong);
        if (value.isString()) {
            text(schema, value.asString(), path, wrong);
        } else if (value.isNumber()) {
            bounds(schema, "minimum", "maximum", value.longValue(), path, wrong);
        } else if (value.isArray()) {
            bounds(schema, "minItems", "maxItems", value.size(), path, wrong);
            for (int i = 0; i < value.size() && schema.has("items"); i++) {
                check(schema.get("items"), value.get(i), path + "[" + i + "]", strict, wrong);
            }
        } else if (value.isObject()) {
            fields(schema, value, path, strict, wrong);
        }
    }

    private static void type(JsonNode schema, JsonNode value, String path, List<String> wrong) {
        boolean sound;
        if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
            sound = value.isIntegralNumber() || value.isString();
        } else {
            switch (schema.path("type").asString("")) {
                case "object":
                    sound = value.isObject();
                    break;
                case "array":
                    sound = value.isArray();
                    break;
                case "string":
                    sound = value.isString();
                    break;
                case "integer":
                    sound = value.isIntegralNumber();
                    break;
                case "boolean":
                    sound = value.isBoolean();
                    break;
                case "":
                    sound = true;
                    break;
                default:
                    throw new IllegalStateException(path + ": unknown type " + schema.get("type"));
            }
        }
        if (!sound) {
            wrong.add(path + ": " + value.getNodeType() + " where the schema wants " + schema.path("type"));
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode candidate : values) {
            if (candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** The branches only restrict: fields are declared beside them. */
    private static void alternatives(JsonNode schema, JsonNode value, String path, List<String> wrong) {
        if (schema.has("anyOf") && matching(schema.get("anyOf"), value) == 0) {
            wrong.add(path + ": matches none of anyOf");
        }
        if (schema.has("oneOf") && matching(schema.get("oneOf"), value) != 1) {
            wrong.add(path + ": matches " + matching(schema.get("oneOf"), value) + " of oneOf, not 1");
        }
    }

    private static int matching(JsonNode branches, JsonNode value) {
        int matching = 0;
        for (JsonNode branch : branches) {
            List<String> wrong = new ArrayList<>();
            check(branch, value, "", false, wrong);
            matching += wrong.isEmpty() ? 1 : 0;
        }
        return matching;
    }

    private static void text(JsonNode schema, String text, String path, List<String> wrong) {
        bounds(schema, "minLength", "maxLength", text.codePointCount(0, text.length()), path, wrong);
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asString())
                        .matcher(text)
                        .find()) {
            wrong.add(path + ": '" + text + "' does not match " + schema.get("pattern"));
        }
        String format = schema.path("format").asString("");
        if (format.equals("cidr") && !CidrFormat.isCidr(text)) {
            wrong.add(path + ": '" + text + "' is no CIDR");
        }
    }

    private static void bounds(
            JsonNode schema, String least, String most, long value, String path, List<String> wrong) {
        if (schema.has(least) && value < schema.get(least).longValue()) {
            wrong.add(path + ": " + value + " is below " + least + " " + schema.get(least));
        }
        if (schema.has(most) && value > schema.get(most).longValue()) {
            wrong.add(path + ": " + value + " is above " + most + " " + schema.get(most));
        }
    }

    private static void fields(JsonNode schema, JsonNode value, String path, boolean strict, List<String> wrong) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asString())) {
                wrong.add(path + ": " + name.asString() + " is missing");
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        boolean metadata = path.equals(".metadata");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String at = path + "." + field.getKey();
            if (properties.has(field.getKey())) {
                check(properties.get(field.getKey()), field.getValue(), at, strict, wrong);
            } else if (others.isObject()) {
                check(others, field.getValue(), at, strict, wrong);
            } else if (strict && !metadata && !others.asBoolean(false)) {
                wrong.add(at + ": unknown field");
            }
        }
    }
}
