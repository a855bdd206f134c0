package io.policap.capture.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Recognises Kubernetes objects by their first bytes. */
public final class InventoryContent {
    private static final int MAX_LENGTH = 1 << 16;

    private InventoryContent() {}

    /**
     * Whether a file looks like Kubernetes objects: JSON or YAML, a list, an object, several documents, or watch events.
     *
     * @param head the file's first bytes, decompressed
     * @param length how many of them count; 64 KiB at most are looked at
     */
    public static boolean looksLikeKubernetes(byte[] head, int length) {
        int count = Math.min(Math.min(length, head.length), MAX_LENGTH);
        String text = new String(head, 0, count, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < text.length()
                && (text.charAt(start) <= ' ' || "\u00EF\u00BB\u00BF".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        if (start == text.length()) {
            return false;
        }
        char first = text.charAt(start);
        if (first == '{' || first == '[') {
            return isJsonObject(text, start);
        }
        return Yaml.OBJECT.matcher(text).find() || (Yaml.EVENT.matcher(text).find() && text.contains("apiVersion:"));
    }

    /** Made when the first file that is no JSON is looked at. */
    private static final class Yaml {
        static final Pattern OBJECT = Pattern.compile("^apiVersion:[ \\t]+\\S", Pattern.MULTILINE);
        static final Pattern EVENT = Pattern.compile("^object:[ \\t]*\\r?\\n[ \\t]+\\S", Pattern.MULTILINE);
    }

    // Walks over brackets and strings: a text inside a flow may well contain what is looked for here.
    private static boolean isJsonObject(String text, int start) {
        int depth = 0;
        int arrays = 0;
        boolean inEventObject = false;
        String lastString = "";
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                int end = endOfString(text, i);
                if (end < 0) {
                    return false;
                }
                lastString = text.substring(i + 1, end);
                i = end;
            } else if (c == ':') {
                int level = depth - arrays;
                if (lastString.equals("apiVersion") && (level == 1 || (level == 2 && inEventObject))) {
                    return true;
                }
                if (level == 1) {
                    inEventObject = lastString.equals("object");
                }
            } else if (c == '[' && depth == 0) {
                depth++;
                arrays = 1;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return false;
    }

    private static int endOfString(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }
}
