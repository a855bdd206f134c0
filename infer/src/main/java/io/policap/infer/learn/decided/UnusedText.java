package io.policap.infer.learn.decided;

import io.policap.infer.decision.Decision;
import io.policap.infer.intent.Ports;
import java.util.List;
import java.util.StringJoiner;

/** What a decision that matched nothing was looking for, and what to do about it. */
final class UnusedText {
    private UnusedText() {}

    static String of(Decision decision) {
        if (decision instanceof Decision.Deny deny) {
            return "no connection from " + deny.from().text() + " to "
                    + deny.to().text() + on(deny.ports())
                    + " was seen; correct it, or remove it if it is over for good";
        }
        if (decision instanceof Decision.Widen widen) {
            return "no rule of " + widen.workload() + " for its "
                    + widen.direction().section()
                    + on(widen.ports()) + " has a peer within " + widen.to().text()
                    + "; correct it, or allow the connection instead";
        }
        if (decision instanceof Decision.PublicEndpoint endpoint) {
            return "no exposed port" + on(endpoint.ports()) + " of " + endpoint.workload()
                    + " was reached from outside the cluster or from nodes; correct it, or allow the connection instead";
        }
        if (decision instanceof Decision.IgnoredNamespace ignored) {
            return "no workload of the namespace " + ignored.namespace() + " is known; correct or remove it";
        }
        return "no workload " + workload(decision) + " is known; correct the name, or give the inventory";
    }

    private static String workload(Decision decision) {
        if (decision instanceof Decision.Selector selector) {
            return selector.workload().toString();
        }
        if (decision instanceof Decision.Authentication authentication) {
            return authentication.workload().toString();
        }
        return decision instanceof Decision.Headers headers ? headers.workload().toString() : "of its ends";
    }

    private static String on(List<Ports> ports) {
        StringJoiner text = new StringJoiner(", ", " on ", "");
        text.setEmptyValue("");
        ports.forEach(port -> text.add(port.toString()));
        return text.toString();
    }
}
