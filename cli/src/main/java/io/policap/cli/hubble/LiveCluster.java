package io.policap.cli.hubble;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The cluster that a kubeconfig leads to.
 *
 * @param context of the kubeconfig; empty for its current one
 */
public record LiveCluster(Optional<String> context) {
    public LiveCluster {
        requireNonNull(context, "context");
    }
}
