package io.policap.cli.command;

import io.policap.capture.hubble.access.FlowQuery;
import io.policap.capture.hubble.access.HubbleTarget;
import io.policap.capture.hubble.access.HubbleTls;
import io.policap.cli.console.Console;
import io.policap.cli.hubble.HubbleSources;
import io.policap.cli.hubble.LiveCluster;
import io.policap.cli.live.SpanReading;
import io.policap.cli.live.Stable;
import io.policap.cli.option.Command;
import io.policap.cli.option.Reading;
import io.policap.cli.option.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How Hubble servers are asked, as every command takes it that reads them. */
final class HubbleArguments {
    private final Command command;
    private final Value<Path> ca;
    private final Value<Path> certificate;
    private final Value<Path> key;
    private final Value<String> serverName;
    private final Value<Boolean> insecure;
    private final Value<List<String>> verdicts;
    private final Value<List<String>> selectors;
    private final Value<List<String>> notVerdicts;
    private final Value<List<String>> notSelectors;
    private final Value<Boolean> kube;
    private final Value<String> context;
    private final Value<Double> bound;
    private final Value<Duration> stableFor;

    HubbleArguments(Command command) {
        this.command = command;
        ca = command.option("--tls-ca")
                .label("FILE")
                .description("For hubble+tls://: the CA certificates to believe (PEM). Without it those of the system.")
                .path();
        certificate = command.option("--tls-cert")
                .label("FILE")
                .description("The client's certificate (PEM), with --tls-key: mutual TLS, which agents ask for.")
                .path();
        key = command.option("--tls-key")
                .label("FILE")
                .description("The private key of --tls-cert (PEM, not encrypted).")
                .path();
        serverName = command.option("--tls-server-name")
                .label("NAME")
                .description("The name in the server's certificate, where it is not the host's.")
                .text();
        insecure = command.option("--tls-insecure")
                .description("Accepts any certificate: whoever sits in between reads all flows and can make up others.")
                .flag();
        verdicts = command.option("--verdict")
                .label("VERDICT")
                .description("Asks Hubble for flows of a verdict only: FORWARDED, DROPPED, AUDIT, REDIRECTED, ..."
                        + " Repeatable.")
                .texts();
        selectors = command.option("--filter")
                .label("SELECTOR")
                .description("Asks Hubble for flows only of which one end has these labels (app=cart,tier!=db)."
                        + " Repeatable: any of them.")
                .texts();
        notVerdicts = command.option("--not-verdict")
                .label("VERDICT")
                .description("Asks Hubble to leave out flows of a verdict. Repeatable.")
                .texts();
        notSelectors = command.option("--not-filter")
                .label("SELECTOR")
                .description("Asks Hubble to leave out flows of which one end has these labels. Repeatable.")
                .texts();
        kube = command.option("--kube")
                .description("Reads the cluster of the current kubeconfig context: its Hubble Relay through a forwarded"
                        + " port, where no server is named, and its objects while they change.")
                .flag();
        context = command.option("--context")
                .label("NAME")
                .description("With --kube: another context of the kubeconfig.")
                .text();
        bound = command.option("--stable-bound")
                .label("P")
                .description("The probability of a new edge up to which a workload is stable (0.1).")
                .decimal(new StableBound());
        stableFor = command.option("--until-stable")
                .label("SPAN")
                .description("Ends the run when for so long (30m, 2h) every workload has been stable: seen for an hour"
                        + " at least, and not expected to show a new edge within ten minutes.")
                .text(new SpanReading());
    }

    /** Whether a server or the live cluster is asked. */
    boolean isAsked(List<String> sources) {
        boolean asked = kube.value();
        for (String source : sources) {
            asked |= HubbleTarget.isTarget(source);
        }
        return asked;
    }

    /** What makes sense with a Hubble server only, of what was given; empty for nothing. */
    Optional<String> stray() {
        boolean any = ca.given().isPresent()
                || certificate.given().isPresent()
                || key.given().isPresent()
                || serverName.given().isPresent()
                || insecure.value()
                || !verdicts.value().isEmpty()
                || !selectors.value().isEmpty()
                || !notVerdicts.value().isEmpty()
                || !notSelectors.value().isEmpty()
                || context.given().isPresent()
                || stableFor.given().isPresent()
                || bound.given().isPresent();
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
            HubbleTls tls =
                    new HubbleTls(ca.given(), certificate.given(), key.given(), serverName.given(), insecure.value());
            if (!tls.isDefault() && targets.stream().noneMatch(HubbleTarget::isTls)) {
                for (HubbleTarget target : targets) {
                    throw command.usage(HubbleTls.usageFor(target));
                }
            }
            if (context.given().isPresent() && !kube.value()) {
                throw command.usage("--context goes with --kube");
            }
            if (bound.given().isPresent() && stableFor.given().isEmpty()) {
                throw command.usage("--stable-bound goes with --until-stable");
            }
            return new HubbleSources(
                    targets,
                    tls,
                    FlowQuery.parse(namespaces, verdicts.value(), selectors.value())
                            .without(notVerdicts.value(), notSelectors.value()),
                    kube.value() ? Optional.of(new LiveCluster(context.given())) : Optional.empty(),
                    span,
                    stableFor.given().map(time -> new Stable(time, bound.given().orElse(Stable.USUAL_BOUND))),
                    checkpoint);
        } catch (IllegalArgumentException e) {
            throw command.usage(Console.message(e));
        }
    }

    private List<HubbleTarget> targets(List<String> sources) {
        Set<HubbleTarget> targets = new LinkedHashSet<>();
        for (String source : sources) {
            if (HubbleTarget.isTarget(source) && !targets.add(HubbleTarget.parse(source))) {
                throw command.usage(source + " is named twice");
            }
        }
        return List.copyOf(targets);
    }

    /** The probability from which a workload is not stable. */
    private static final class StableBound implements Reading<Double, Double> {
        @Override
        public Double read(String option, Double given) {
            if (!(given > 0 && given < 1)) {
                throw new IllegalArgumentException(option + " " + given + " is not between 0 and 1, try 0.1");
            }
            return given;
        }
    }
}
