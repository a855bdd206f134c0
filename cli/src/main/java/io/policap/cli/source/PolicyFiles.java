package io.policap.cli.source;

import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.RecognizedFile;
import io.policap.capture.recording.Recording;
import io.policap.cli.console.Console;
import io.policap.emit.read.LoadedPolicy;
import io.policap.emit.read.PolicyReader;
import io.policap.emit.read.PolicyReading;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.RawObject;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import io.policap.infer.policy.from.OwnMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Policies from files and from the inventory. */
public final class PolicyFiles {
    private PolicyFiles() {}

    /** Every policy in these files and directories; what is no policy is left alone. */
    public static PolicyReading read(List<String> paths, Issues issues) {
        PolicyReading all = new PolicyReading(List.of(), List.of(), 0, 0, new Issues());
        Recording recording = Recording.open(paths, InputStream.nullInputStream(), new Issues());
        for (RecognizedFile file : recording.files(ContentKind.KUBERNETES_OBJECTS)) {
            try (InputStream in = file.open(issues)) {
                all = all.plus(PolicyReader.read(file.name(), in));
            } catch (IOException e) {
                issues.add(IssueCode.UNREADABLE_FILE, file.name(), "cannot be read: " + Console.message(e));
            }
        }
        issues.addAll(all.issues());
        return all;
    }

    /** The policies that are in the cluster already and that somebody else wrote. */
    public static PolicyReading existing(Inventory inventory, Issues issues) {
        PolicyReading all = new PolicyReading(List.of(), List.of(), 0, 0, new Issues());
        for (RawObject object : inventory.policies()) {
            all = all.plus(PolicyReader.readTree(object));
        }
        issues.addAll(all.issues());
        List<LoadedPolicy> foreign = all.policies().stream()
                .filter(loaded -> !OwnMetadata.isOurs(loaded.policy()))
                .toList();
        return new PolicyReading(foreign, all.cidrGroups(), all.others(), all.malformed(), all.issues());
    }
}
