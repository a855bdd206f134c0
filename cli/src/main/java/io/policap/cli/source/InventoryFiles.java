package io.policap.cli.source;

import io.policap.capture.kubernetes.InventoryReader;
import io.policap.capture.recording.ContentKind;
import io.policap.capture.recording.RecognizedFile;
import io.policap.capture.recording.Recording;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.Issues;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The cluster's objects from files alone, for commands that read no traffic. */
public final class InventoryFiles {
    private InventoryFiles() {}

    /**
     * The objects in these files and directories.
     *
     * @throws IOException when a file that was there cannot be read
     */
    public static Inventory read(List<String> paths, Issues issues) throws IOException {
        InventoryBuilder builder = new InventoryBuilder();
        InventoryReader reader = new InventoryReader(builder, issues);
        Recording recording = Recording.open(paths, InputStream.nullInputStream(), issues);
        for (RecognizedFile file : recording.files(ContentKind.KUBERNETES_OBJECTS)) {
            try (InputStream in = file.open(issues)) {
                reader.read(file.name(), in);
            }
        }
        return builder.build();
    }
}
