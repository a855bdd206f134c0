package io.policap.cli.promote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.policap.emit.read.PolicyReader;
import io.policap.emit.read.PolicyReading;
import io.policap.emit.tree.OwnedText;
import io.policap.infer.policy.Policy;
import io.policap.infer.policy.from.OwnMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * One policy file of an output directory.
 *
 * @param path its path below the directory, with forward slashes
 * @param text its text without the owner mark
 * @param edited whether somebody changed it since policap wrote it
 * @param policy what it says
 */
public record PolicyFile(String path, String text, boolean edited, Policy policy) {
    public PolicyFile {
        requireNonNull(path, "path");
        requireNonNull(text, "text");
        requireNonNull(policy, "policy");
    }

    /** The file of this text; empty where it holds anything but exactly one policy, or is not ours. */
    public static Optional<PolicyFile> of(String path, String content) {
        OwnedText.Owner owner = OwnedText.ownerOf(content);
        if (owner == OwnedText.Owner.FOREIGN) {
            return Optional.empty();
        }
        String text = OwnedText.body(content);
        return policy(path, text).map(policy -> new PolicyFile(path, text, owner == OwnedText.Owner.EDITED, policy));
    }

    /** The one policy that a text says. */
    static Optional<Policy> policy(String path, String text) {
        try {
            PolicyReading reading = PolicyReader.read(path, new ByteArrayInputStream(text.getBytes(UTF_8)));
            return reading.policies().size() == 1 && reading.malformed() == 0
                    ? Optional.of(reading.models().get(0))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kind of policy by the name of its tree. */
    String tree() {
        return path.substring(0, path.indexOf('/'));
    }

    /** {@code namespace/Kind/name} of the workload it was learned for, {@code namespace/} where it names none. */
    String workload() {
        return policy.namespace() + "/" + OwnMetadata.workload(policy);
    }
}
