package io.policap.capture.kubernetes.live;

import io.policap.capture.kubernetes.ApiIntake;
import io.policap.infer.inventory.Inventory;
import io.policap.infer.inventory.InventoryBuilder;
import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CancellationException;

/**
 * A cluster's inventory, kept current by watches. Safe for several threads.
 *
 * <p>Objects are not kept as text: each is read into the builder's records and let go. Memory is that of the cluster's
 * objects and of {@link FeedOptions#endedPods} pods that are gone.
 */
public final class InventoryFeed implements AutoCloseable {
    private static final long TIDY_SECONDS = 60;

    private final InventoryBuilder builder = new InventoryBuilder();
    private final Issues found = new Issues();
    private final List<KindFollower> followers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ApiIntake intake;
    private final FeedOptions options;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kube-watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private Inventory built = Inventory.empty();
    private long builtChanges = -1;
    private long builtAt;
    private long forgotten;

    private InventoryFeed(
            ApiClient client, Failures failures, String context, FeedOptions options, Timing timing, InstantSource clock) {
        this.options = options;
        this.intake = new ApiIntake(builder, found, options.cluster(), clock);
        for (WatchedKind kind : WatchedKind.all()) {
            KindFollower follower =
                    new KindFollower(kind, client, failures, intake, options, timing, clock, context);
            followers.add(follower);
            Thread thread = new Thread(follower, "kube-" + kind.best().resource());
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /** Lists everything, and comes back when it is listed. */
    static InventoryFeed start(
            ApiClient client, Failures failures, String context, FeedOptions options, Timing timing, InstantSource clock)
            throws ClusterFailure {
        InventoryFeed feed = new InventoryFeed(client, failures, context, options, timing, clock);
        boolean started = false;
        try {
            feed.threads.forEach(Thread::start);
            long check = Math.max(1, Math.min(1000, timing.idle().toMillis() / 4));
            feed.watchdog.scheduleWithFixedDelay(
                    () -> feed.followers.forEach(KindFollower::closeIfSilent), check, check, TimeUnit.MILLISECONDS);
            feed.watchdog.scheduleWithFixedDelay(feed::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
            feed.awaitLists(failures);
            started = true;
            return feed;
        } finally {
            if (!started) {
                feed.close();
            }
        }
    }

    private void awaitLists(Failures failures) throws ClusterFailure {
        for (KindFollower follower : followers) {
            try {
                follower.first().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ClusterFailure failure) {
                    throw failure;
                }
                throw failures.of(e);
            } catch (InterruptedException | CancellationException e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new ClusterFailure(ClusterFailure.Kind.UNREACHABLE, "interrupted while the cluster was read", e);
            }
        }
    }

    /**
     * The inventory as of now, or of at most {@link FeedOptions#rebuildEvery} ago; the same object while nothing changed,
     * and then it costs nothing.
     */
    public Inventory current() {
        synchronized (intake.lock()) {
            boolean recent = System.nanoTime() - builtAt < options.rebuildEvery().toNanos();
            return recent && builtChanges >= 0 ? built : latest();
        }
    }

    /** The inventory as of now, whenever the last one was built. */
    public Inventory latest() {
        synchronized (intake.lock()) {
            if (builtChanges != builder.changes()) {
                built = builder.build();
                builtChanges = builder.changes();
                builtAt = System.nanoTime();
            }
            return built;
        }
    }

    /** How many changes there were that an inventory shows; equal numbers mean that {@link #latest()} is the same. */
    public long changes() {
        synchronized (intake.lock()) {
            return builder.changes();
        }
    }

    /** What could not be read, and what is not kept current at the moment; a copy. */
    public Issues issues() {
        Issues all = new Issues();
        synchronized (intake.lock()) {
            all.addAll(found);
            if (forgotten > 0) {
                all.add(
                        IssueCode.EVICTED,
                        "inventory",
                        forgotten + " pods that are gone were forgotten, only the last " + options.endedPods()
                                + " are kept; coverage of their workloads is judged without them");
            }
        }
        for (KindFollower follower : followers) {
            String problem = follower.problem();
            if (!problem.isEmpty()) {
                all.add(IssueCode.INVENTORY_INCOMPLETE, follower.place(), problem);
            }
        }
        return all;
    }

    /** Whether every kind that there is was heard of since it was last lost. */
    public boolean isCurrent() {
        return followers.stream().allMatch(follower -> follower.problem().isEmpty());
    }

    /** Forgets what is too much. */
    void tidy() {
        synchronized (intake.lock()) {
            forgotten += builder.forgetEnded(options.endedPods());
        }
    }

    /** Ends the watches; the last inventory stays. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        followers.forEach(KindFollower::close);
        threads.forEach(Thread::interrupt);
    }
}
