package io.policap.capture.kubernetes.live;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.policap.capture.kubernetes.live.ClusterFailure.Kind;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where the API server is and who we are there: KUBECONFIG, {@code ~/.kube/config}, or a pod's service account. */
final class Kubeconfig {
    private static final int CONNECT_MILLIS = 10_000;

    private Kubeconfig() {}

    /**
     * The settings of a context; no request is made, but a credential plugin may run.
     *
     * @throws ClusterFailure when there is no such context, or none at all
     */
    static Config read(Optional<String> context) throws ClusterFailure {
        List<String> named = Config.getKubeconfigFilenames().stream().sorted().toList();
        boolean anyFile = named.stream().anyMatch(name -> new File(name).isFile());
        if (!anyFile && !isInCluster()) {
            throw new ClusterFailure(
                    Kind.CONFIGURATION,
                    "no kubeconfig: " + String.join(", ", named) + " does not exist; set KUBECONFIG, or run this where"
                            + " 'kubectl get pods' works");
        }
        Config config;
        try {
            config = Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            throw new ClusterFailure(Kind.CONFIGURATION, unusable(named), e);
        }
        if (anyFile) {
            check(config, context, named);
        }
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(CONNECT_MILLIS);
        return config;
    }

    /** Whether a service account is mounted, as in a pod. */
    private static boolean isInCluster() {
        return System.getenv(Config.KUBERNETES_SERVICE_HOST_PROPERTY) != null
                && Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
    }

    /** The name that the context has in messages. */
    static String nameOf(Config config) {
        NamedContext current = config.getCurrentContext();
        return current == null ? ClusterAccess.IN_CLUSTER : current.getName();
    }

    private static void check(Config config, Optional<String> wanted, List<String> files) throws ClusterFailure {
        TreeSet<String> names = new TreeSet<>();
        for (NamedContext context : config.getContexts() == null ? List.<NamedContext>of() : config.getContexts()) {
            if (context.getName() != null) {
                names.add(context.getName());
            }
        }
        if (names.isEmpty()) {
            throw new ClusterFailure(Kind.CONFIGURATION, unusable(files));
        }
        if (wanted.isPresent() && !names.contains(wanted.get())) {
            throw new ClusterFailure(
                    Kind.CONFIGURATION,
                    "no context '" + wanted.get() + "' in the kubeconfig; there are: " + String.join(", ", names));
        }
        if (config.getCurrentContext() == null) {
            throw new ClusterFailure(
                    Kind.CONFIGURATION,
                    "the kubeconfig has no current context; name one of: " + String.join(", ", names));
        }
        if (config.getMasterUrl() == null || config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)) {
            throw new ClusterFailure(
                    Kind.CONFIGURATION,
                    "context '" + config.getCurrentContext().getName()
                            + "' names no cluster of the kubeconfig that has a server");
        }
    }

    private static String unusable(List<String> files) {
        return "the kubeconfig " + String.join(", ", files)
                + " has no contexts that can be read; see whether 'kubectl config get-contexts' shows them";
    }
}
