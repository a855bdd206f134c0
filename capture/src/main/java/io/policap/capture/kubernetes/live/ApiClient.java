package io.policap.capture.kubernetes.live;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plain GET requests with the credentials of the context. Safe for several threads. */
final class ApiClient {
    private static final long ANSWER_SECONDS = 30;

    private final HttpClient http;
    private final String server;

    /** The beginning of an answer; the body is read by whoever asked, and has to be closed. */
    record Answer(int code, InputStream body, long retryAfterSeconds) implements AutoCloseable {
        boolean isSuccess() {
            return code >= 200 && code < 300;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    ApiClient(HttpClient http, String server) {
        this.http = http;
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    /**
     * Asks, and waits for the beginning of the answer.
     *
     * @param path with its query, from the slash on
     * @throws IOException when there is none within half a minute
     */
    Answer get(String path) throws IOException {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .header("Accept", "application/json")
                .forStreaming()
                .build();
        CompletableFuture<HttpResponse<InputStream>> sent = http.sendAsync(request, InputStream.class);
        try {
            HttpResponse<InputStream> response = sent.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return new Answer(response.code(), response.body(), retryAfter(response));
        } catch (ExecutionException e) {
            throw new IOException("the request failed", e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no answer in time", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static long retryAfter(HttpResponse<?> response) {
        String text = String.valueOf(response.header("Retry-After"));
        return text.matches("[0-9]{1,4}") ? Long.parseLong(text) : 0;
    }
}
