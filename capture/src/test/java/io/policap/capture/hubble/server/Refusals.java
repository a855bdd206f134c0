package io.policap.capture.hubble.server;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The calls that a server answers with an error instead. The rule that came first is asked first. */
public final class Refusals implements ServerInterceptor {
    private final List<Rule> rules = new ArrayList<>();

    /** Refuses every call from now on. */
    public void refuse(Status status) {
        add(method -> true, Integer.MAX_VALUE, status);
    }

    /** Refuses the next calls, as many as said. */
    public void refuseNext(int calls, Status status) {
        add(method -> true, calls, status);
    }

    /** Refuses every call of a method, for example "GetFlows". */
    public void refuseMethod(String method, Status status) {
        add(method::equals, Integer.MAX_VALUE, status);
    }

    /** Refuses the next calls of a method, as many as said. */
    public void refuseMethod(String method, int calls, Status status) {
        add(method::equals, calls, status);
    }

    /** Answers everything again. */
    public synchronized void none() {
        rules.clear();
    }

    private synchronized void add(Predicate<String> methods, int calls, Status status) {
        rules.add(new Rule(methods, calls, status));
    }

    private synchronized Status judge(String method) {
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.methods.test(method)) {
                rule.left--;
                return rule.status;
            }
        }
        return Status.OK;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getBareMethodName();
        Status refusal = judge(method == null ? "" : method);
        if (refusal.isOk()) {
            return next.startCall(call, headers);
        }
        call.close(refusal, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static final class Rule {
        private final Predicate<String> methods;
        private final Status status;
        private int left;

        Rule(Predicate<String> methods, int left, Status status) {
            this.methods = methods;
            this.left = left;
            this.status = status;
        }
    }
}
