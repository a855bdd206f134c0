package io.policap.bench.hubble;

import com.sun.management.OperatingSystemMXBean;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.policap.capture.hubble.proto.observer.GetFlowsRequest;
import io.policap.capture.hubble.proto.observer.GetFlowsResponse;
import io.policap.capture.hubble.proto.observer.ObserverGrpc;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * What a client reaches that lets the generated stub build every message and only counts the flows: the one that
 * policap's decoder is compared with.
 *
 * <p>{@code EveryMessageClient HOST:PORT [--flows N]} follows until it has N flows (1,000,000) and prints them by second
 * of wall time and of its own CPU time: over all, and for the second half, when everything is compiled.
 */
public final class EveryMessageClient implements ClientResponseObserver<GetFlowsRequest, GetFlowsResponse> {
    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final long wanted;
    private long flows;
    private long ports;
    private Moment start = now();
    private Moment half = start;
    private Moment end = start;
    private String failure = "";

    private record Moment(long wallNanos, long cpuNanos) {}

    private EveryMessageClient(long wanted) {
        this.wanted = wanted;
    }

    public static void main(String[] words) throws InterruptedException {
        Words options = new Words(words, List.of("--flows"));
        if (options.rest().isEmpty()) {
            System.err.println("usage: EveryMessageClient HOST:PORT [--flows N]");
            System.exit(2);
            return;
        }
        ManagedChannel channel = Grpc.newChannelBuilder(options.rest(), InsecureChannelCredentials.create())
                .build();
        EveryMessageClient client = new EveryMessageClient(options.number("--flows", 1_000_000));
        ObserverGrpc.newStub(channel)
                .getFlows(GetFlowsRequest.newBuilder().setFollow(true).build(), client);
        client.done.await();
        channel.shutdownNow();
        System.out.println(client.failure.isEmpty() ? client.report() : client.failure);
    }

    private Moment now() {
        return new Moment(System.nanoTime(), system.getProcessCpuTime());
    }

    private String report() {
        return row("all", flows, start, end) + row("second half", flows - flows / 2, half, end);
    }

    private static String row(String name, long flows, Moment from, Moment to) {
        double wall = (to.wallNanos - from.wallNanos) / 1e9;
        double cpu = (to.cpuNanos - from.cpuNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "%s: %,d flows in %.2f s of wall time (%,.0f/s) and %.2f s of CPU time (%,.0f/s of one core)%n",
                name,
                flows,
                wall,
                flows / wall,
                cpu,
                flows / cpu);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<GetFlowsRequest> stream) {
        start = now();
    }

    @Override
    public void onNext(GetFlowsResponse response) {
        if (!response.hasFlow() || flows >= wanted) {
            return;
        }
        // Looks at something of every flow, as any client does.
        ports += response.getFlow().getL4().getTCP().getDestinationPort();
        flows++;
        if (flows == wanted / 2) {
            half = now();
        } else if (flows == wanted) {
            end = now();
            done.countDown();
        }
    }

    @Override
    public void onError(Throwable error) {
        failure = "failed after " + flows + " flows: " + Status.fromThrowable(error) + ", ports " + ports;
        done.countDown();
    }

    @Override
    public void onCompleted() {
        end = now();
        done.countDown();
    }
}
