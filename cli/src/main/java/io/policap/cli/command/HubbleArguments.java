package io.policap.cli.command;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.cli.console.Console;
import io.policap.cli.hubble.HubbleSources;
import io.policap.cli.hubble.LiveCluster;
import io.policap.cli.live.SpanText;
import io.policap.cli.live.Stable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How Hubble servers are asked, as every command takes it that reads them. */
final class HubbleArguments {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "For hubble+tls://: the CA certificates to believe (PEM). Without it those of the system.")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The client's certificate (PEM), with --tls-key: mutual TLS, which agents ask for.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "The private key of --tls-cert (PEM, not encrypted).")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--tls-server-name",
            paramLabel = "NAME",
            description = "The name in the server's certificate, where it is not the host's.")
    private Optional<String> serverName = Optional.empty();

    @Option(
            names = "--tls-insecure",
            description = "Accepts any certificate: whoever sits in between reads all flows and can make up others.")
    private boolean insecure;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description =
                    "Asks Hubble for flows of a verdict only: FORWARDED, DROPPED, AUDIT, REDIRECTED, ... Repeatable.")
    private List<String> verdicts = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "SELECTOR",
            description =
                    "Asks Hubble for flows only of which one end has these labels (app=cart,tier!=db). Repeatable:"
                            + " any of them.")
    private List<String> selectors = new ArrayList<>();

    @Option(
            names = "--not-verdict",
            paramLabel = "VERDICT",
            description = "Asks Hubble to leave out flows of a verdict. Repeatable.")
    private List<String> notVerdicts = new ArrayList<>();

    @Option(
            names = "--not-filter",
            paramLabel = "SELECTOR",
            description = "Asks Hubble to leave out flows of which one end has these labels. Repeatable.")
    private List<String> notSelectors = new ArrayList<>();

    @Option(
            names = "--kube",
            description =
                    "Reads the cluster of the current kubeconfig context: its Hubble Relay through a forwarded port,"
                            + " where no server is named, and its objects while they change.")
    private boolean kube;

    @Option(names = "--context", paramLabel = "NAME", description = "With --kube: another context of the kubeconfig.")
    private Optional<String> context = Optional.empty();

    private Optional<Duration> stableFor = Optional.empty();
    private Optional<Double> bound = Optional.empty();

    @Option(
            names = "--until-stable",
            paramLabel = "SPAN",
            description =
                    "Ends the run when for so long (30m, 2h) every workload has been stable: seen for an hour at least,"
                            + " and not expected to show a new edge within ten minutes.")
    void untilStable(String text) {
        try {
            stableFor = Optional.of(SpanText.parse(text));
        } catch (IllegalArgumentException e) {
            throw usage("--until-stable: " + Console.message(e));
        }
    }

    @Option(
            names = "--stable-bound",
            paramLabel = "P",
            description = "The probability of a new edge up to which a workload is stable (0.1).")
    void bound(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw usage("--stable-bound " + probability + " is not between 0 and 1, try 0.1");
        }
        bound = Optional.of(probability);
    }

    /** Whether a server or the live cluster is asked. */
    boolean isAsked(List<String> sources) {
        return kube || sources.stream().anyMatch(HubbleTarget::isTarget);
    }

    /** What makes sense with a Hubble server only, of what was given; empty for nothing. */
    Optional<String> stray() {
        boolean any = ca.isPresent()
                || certificate.isPresent()
                || key.isPresent()
                || serverName.isPresent()
                || insecure
                || !verdicts.isEmpty()
                || !selectors.isEmpty()
                || !notVerdicts.isEmpty()
                || !notSelectors.isEmpty()
                || context.isPresent()
                || stableFor.isPresent()
                || bound.isPresent();
        return any
                ? Optional.of(
                        "--tls-*, --verdict, --filter, --context, --until-stable and --stable-bound go with a Hubble"
                                + " server among the sources, such as hubble://localhost:4245, or with --kube")
                : Optional.empty();
    }

    /** The servers among the sources, and how they are asked. */
    HubbleSources asked(List<String> sources, List<String> namespaces, Optional<Duration> span, Duration checkpoint) {
        try {
            List<HubbleTarget> targets = targets(sources);
            HubbleTls tls = new HubbleTls(ca, certificate, key, serverName, insecure);
            if (!tls.isDefault() && targets.stream().noneMatch(HubbleTarget::isTls)) {
                for (HubbleTarget target : targets) {
                    throw usage(HubbleTls.usageFor(target));
                }
            }
            if (context.isPresent() && !kube) {
                throw usage("--context goes with --kube");
            }
            if (bound.isPresent() && stableFor.isEmpty()) {
                throw usage("--stable-bound goes with --until-stable");
            }
            return new HubbleSources(
                    targets,
                    tls,
                    FlowQuery.parse(namespaces, verdicts, selectors).without(notVerdicts, notSelectors),
                    kube ? Optional.of(new LiveCluster(context)) : Optional.empty(),
                    span,
                    stableFor.map(time -> new Stable(time, bound.orElse(Stable.USUAL_BOUND))),
                    checkpoint);
        } catch (IllegalArgumentException e) {
            throw usage(Console.message(e));
        }
    }

    private List<HubbleTarget> targets(List<String> sources) {
        Set<HubbleTarget> targets = new LinkedHashSet<>();
        for (String source : sources) {
            if (HubbleTarget.isTarget(source) && !targets.add(HubbleTarget.parse(source))) {
                throw usage(source + " is named twice");
            }
        }
        return List.copyOf(targets);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
