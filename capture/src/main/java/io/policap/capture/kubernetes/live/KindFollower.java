package io.policap.capture.kubernetes.live;

import io.policap.capture.kubernetes.ApiIntake;
import io.policap.capture.kubernetes.ApiKind;
import io.policap.capture.kubernetes.ApiList;
import io.policap.capture.kubernetes.ApiObject;
import io.policap.capture.kubernetes.ApiWatch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Follows one kind: lists it in pages, watches it from there, begins again where the connection broke, and lists anew
 * when the server no longer knows where that was.
 *
 * <p>What vanished while nobody watched ended, for all that is known, when the last was heard of it: a later owner of the
 * same address is not mistaken for it.
 */
final class KindFollower implements Runnable {
    private static final int MAX_PAGES = 100_000;
    private static final int GONE = 410;

    private final WatchedKind watched;
    private final ApiClient client;
    private final Failures failures;
    private final ApiIntake intake;
    private final InstantSource clock;
    private final Timing timing;
    private final int pageSize;
    private final String place;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final Events events = new Events();

    private volatile boolean closed;
    private volatile String problem = "";
    private volatile @Nullable WatchedStream body;
    private Map<String, ApiObject> known = new HashMap<>();
    private int served;
    private String version = "";
    private boolean expired;
    private int failed;
    private Instant lastContact = Instant.MIN;

    KindFollower(
            WatchedKind watched,
            ApiClient client,
            Failures failures,
            ApiIntake intake,
            FeedOptions options,
            Timing timing,
            InstantSource clock,
            String context) {
        this.watched = watched;
        this.client = client;
        this.failures = failures;
        this.intake = intake;
        this.pageSize = options.pageSize();
        this.timing = timing;
        this.clock = clock;
        this.place = context + "/" + watched.best().resource();
    }

    /** Completes when the kind was listed, or it is clear that it cannot be now; fails where nothing goes without it. */
    CompletableFuture<Void> first() {
        return first;
    }

    /** Where its objects are from, as issues show it: {@code context/pods}. */
    String place() {
        return place;
    }

    /** Why the kind is not current, empty while it is. */
    String problem() {
        return problem;
    }

    /** Gives a connection up that has been silent for too long. */
    void closeIfSilent() {
        WatchedStream open = body;
        if (open != null && open.idleNanos() > timing.idle().toNanos()) {
            close(open);
        }
    }

    void close() {
        closed = true;
        WatchedStream open = body;
        if (open != null) {
            close(open);
        }
        first.cancel(false);
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                if (version.isEmpty()) {
                    list();
                    problem = "";
                    failed = 0;
                    first.complete(null);
                } else {
                    watch();
                }
            } catch (Refused e) {
                refused(e);
            } catch (IOException e) {
                disconnected(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private ApiKind kind() {
        return watched.versions().get(served);
    }

    private void list() throws IOException, Refused {
        Map<String, ApiObject> found = new HashMap<>();
        String next = "";
        String limit = "?limit=" + pageSize;
        String listed = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            String query = next.isEmpty() ? limit : limit + "&continue=" + encoded(next);
            try (ApiClient.Answer answer = client.get(kind().path() + query)) {
                if (answer.code() == GONE && !next.isEmpty()) {
                    // The pages took longer than the server keeps their state: all at once, then.
                    found.clear();
                    next = "";
                    limit = "?limit=0";
                    continue;
                }
                refuse(answer);
                Optional<ApiList> read = intake.list(place, kind(), following(answer.body()));
                ApiList part = read.orElseThrow(() -> new IOException("the list broke off"));
                part.objects().forEach(object -> found.put(object.key(), object));
                listed = part.version().isEmpty() ? listed : part.version();
                next = part.next();
            }
            if (next.isEmpty()) {
                break;
            }
        }
        if (listed.isEmpty()) {
            throw new IOException("the list has no resourceVersion");
        }
        vanish(found);
        known = found;
        version = listed;
        lastContact = clock.instant();
    }

    private void vanish(Map<String, ApiObject> found) {
        for (ApiObject object : known.values()) {
            ApiObject now = found.get(object.key());
            boolean replaced = now != null && object.kind().equals("Pod") && !now.uid().equals(object.uid());
            if (now == null || replaced) {
                intake.gone(object, lastContact);
            }
        }
    }

    private void watch() throws IOException, Refused, InterruptedException {
        int seconds = 240 + ThreadLocalRandom.current().nextInt(240);
        String query = "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + seconds + "&resourceVersion=" + encoded(version);
        String before = version;
        expired = false;
        try (ApiClient.Answer answer = client.get(kind().path() + query)) {
            if (answer.code() == GONE) {
                expired = true;
            } else {
                refuse(answer);
                problem = "";
                intake.watch(place, kind(), following(answer.body()), events);
            }
        } finally {
            version = expired ? "" : version;
            body = null;
        }
        if (expired || version.equals(before)) {
            // Ended, without having told anything: not at once again.
            failed++;
            Thread.sleep(timing.pause(failed));
        }
    }

    private InputStream following(InputStream in) throws IOException {
        WatchedStream stream = new WatchedStream(in);
        body = stream;
        if (closed) {
            throw new IOException("closed");
        }
        return stream;
    }

    private void refuse(ApiClient.Answer answer) throws Refused {
        if (!answer.isSuccess()) {
            throw new Refused(answer.code(), answer.retryAfterSeconds());
        }
    }

    private void refused(Refused refusal) {
        boolean absent = refusal.code == 404 || refusal.code == 405;
        if (absent && served + 1 < watched.versions().size()) {
            served++;
            return;
        }
        ApiKind kind = kind();
        ClusterFailure failure = failures.of(refusal.code, kind.group(), kind.resource(), "list", "watch");
        if (watched.need() == WatchedKind.Need.REQUIRED && first.completeExceptionally(failure)) {
            closed = true;
            return;
        }
        if (absent) {
            // Another version may be served once it is installed.
            served = 0;
            problem = watched.need() == WatchedKind.Need.EXTENSION
                    ? ""
                    : "the API server does not know " + kind.resource() + "; the inventory is without them";
        } else {
            problem = failure.getMessage();
        }
        first.complete(null);
        // A watch that is not permitted, or fails again and again, is replaced by lists.
        version = "";
        failed++;
        boolean settled = absent || refusal.code == 403;
        pause(Math.max(
                settled ? timing.absentRetry().toMillis() : timing.pause(failed), refusal.retryAfterSeconds * 1000));
    }

    private void disconnected(IOException e) {
        if (closed) {
            return;
        }
        ClusterFailure failure = failures.of(e);
        if (watched.need() == WatchedKind.Need.REQUIRED && first.completeExceptionally(failure)) {
            closed = true;
            return;
        }
        failed++;
        if (failed > 1) {
            problem = failure.getMessage();
        }
        first.complete(null);
        pause(timing.pause(failed));
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }

    /** What the server tells of the kind; called by the thread that watches. */
    private final class Events implements ApiWatch {
        @Override
        public void changed(ApiObject object) {
            ApiObject before = known.put(object.key(), object);
            if (before != null && before.kind().equals("Pod") && !before.uid().equals(object.uid())) {
                intake.gone(before, lastContact);
            }
            heard(object.version());
        }

        @Override
        public void deleted(ApiObject object) {
            known.remove(object.key());
            heard(object.version());
        }

        @Override
        public void bookmark(String at) {
            heard(at);
        }

        @Override
        public void error(int code) {
            // 410 is what the API says; after any other error a list is what surely helps.
            expired = true;
            WatchedStream open = body;
            if (open != null) {
                KindFollower.close(open);
            }
        }

        private void heard(String at) {
            if (!at.isEmpty()) {
                version = at;
            }
            failed = 0;
            lastContact = clock.instant();
        }
    }

    /** An answer that is no success. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;
        private final long retryAfterSeconds;

        Refused(int code, long retryAfterSeconds) {
            super("HTTP status " + code, null, false, false);
            this.code = code;
            this.retryAfterSeconds = retryAfterSeconds;
        }
    }
}
