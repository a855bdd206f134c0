package io.policap.capture.recording;

import io.policap.capture.kubernetes.InventoryContent;

/** Recognises Kubernetes objects as {@code kubectl} prints them: JSON, YAML, or watch events. */
final class KubernetesRecognizer implements Recognizer {
    @Override
    public ContentKind kind() {
        return ContentKind.KUBERNETES_OBJECTS;
    }

    @Override
    public boolean recognises(ContentHead head) {
        return InventoryContent.looksLikeKubernetes(head.bytes(), head.bytes().length);
    }
}
