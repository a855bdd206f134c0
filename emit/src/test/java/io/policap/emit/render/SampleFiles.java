package io.policap.emit.render;

import io.policap.infer.intent.Intent;
import io.policap.infer.intent.NamespaceIntent;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.cilium.CiliumPolicy;
import io.policap.infer.policy.from.CiliumPolicies;
import io.policap.infer.policy.from.DefaultDenyPolicies;
import io.policap.infer.policy.from.KubernetesPolicies;
import io.policap.infer.policy.from.SourcedPolicy;
import io.policap.infer.policy.kubernetes.NetworkPolicy;
import io.policap.infer.policy.rollout.AuditForm;
import io.policap.infer.policy.rollout.Mode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every file that an intent becomes, in each mode, with the model it was rendered from. */
final class SampleFiles {
    /** A file's text and the model behind it. */
    record Rendered(String text, Policy model) {}

    private SampleFiles() {}

    static SortedMap<String, Rendered> of(Intent intent) {
        SortedMap<String, Rendered> files = new TreeMap<>();
        for (SourcedPolicy<NetworkPolicy> policy :
                KubernetesPolicies.from(intent).policies()) {
            kubernetes(files, "enforce/" + policy.fileName(), policy, Mode.ENFORCE, false);
            kubernetes(files, "audit/" + policy.fileName(), policy.map(AuditForm::audit), Mode.AUDIT, false);
        }
        for (SourcedPolicy<CiliumPolicy> policy : CiliumPolicies.from(intent).policies()) {
            cilium(files, "enforce/" + policy.fileName(), policy, Mode.ENFORCE, false);
            cilium(files, "audit/" + policy.fileName(), audit(policy, false), Mode.AUDIT, false);
            cilium(files, "audit-isolated/" + policy.fileName(), audit(policy, true), Mode.AUDIT, false);
        }
        for (NamespaceIntent namespace : intent.namespaces()) {
            String name = "default-deny/" + namespace.name();
            kubernetes(files, name, DefaultDenyPolicies.kubernetes(namespace), Mode.ENFORCE, true);
            cilium(files, name, DefaultDenyPolicies.cilium(namespace), Mode.ENFORCE, true);
        }
        return files;
    }

    private static SourcedPolicy<CiliumPolicy> audit(SourcedPolicy<CiliumPolicy> policy, boolean isolated) {
        return policy.map(model -> AuditForm.audit(model, isolated));
    }

    private static void kubernetes(
            SortedMap<String, Rendered> files,
            String name,
            SourcedPolicy<NetworkPolicy> policy,
            Mode mode,
            boolean defaultDeny) {
        put(files, "kubernetes/" + name, KubernetesYaml.render(policy, mode, defaultDeny), policy.policy());
    }

    private static void cilium(
            SortedMap<String, Rendered> files,
            String name,
            SourcedPolicy<CiliumPolicy> policy,
            Mode mode,
            boolean defaultDeny) {
        put(files, "cilium/" + name, CiliumYaml.render(policy, mode, defaultDeny), policy.policy());
    }

    private static void put(SortedMap<String, Rendered> files, String name, String text, Policy model) {
        if (files.put(name + ".yaml", new Rendered(text, model)) != null) {
            throw new AssertionError("two policies want the file " + name);
        }
    }
}
