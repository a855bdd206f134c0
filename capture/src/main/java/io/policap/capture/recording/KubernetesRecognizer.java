package io.policap.capture.recording;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;

/** Recognises Kubernetes objects as {@code kubectl} prints them: JSON, YAML, or watch events. */
final class KubernetesRecognizer implements Recognizer {
    private static final Pattern YAML = Pattern.compile("^(- )?[\"']?apiVersion[\"']?:", Pattern.MULTILINE);

    @Override
    public ContentKind kind() {
        return ContentKind.KUBERNETES_OBJECTS;
    }

    @Override
    public boolean recognises(byte[] head, int length) {
        return JsonHead.any(head, length, KubernetesRecognizer::isObject)
                || YAML.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                        .find();
    }

    private static boolean isObject(Map<String, JsonToken> fields) {
        boolean object = fields.get("apiVersion") == JsonToken.VALUE_STRING;
        boolean watchEvent =
                fields.get("type") == JsonToken.VALUE_STRING && fields.get("object") == JsonToken.START_OBJECT;
        return object || watchEvent;
    }
}
