package io.policap.capture.kubernetes.live;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server on sockets: lists in pages, watches with bookmarks, port forwards over WebSocket; and everything that goes
 * wrong with them, when told to.
 */
public final class ApiServer implements AutoCloseable {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("Pod", "/api/v1/pods"),
            Map.entry("Service", "/api/v1/services"),
            Map.entry("EndpointSlice", "/apis/discovery.k8s.io/v1/endpointslices"),
            Map.entry("Namespace", "/api/v1/namespaces"),
            Map.entry("Node", "/api/v1/nodes"),
            Map.entry("Deployment", "/apis/apps/v1/deployments"),
            Map.entry("ReplicaSet", "/apis/apps/v1/replicasets"),
            Map.entry("StatefulSet", "/apis/apps/v1/statefulsets"),
            Map.entry("DaemonSet", "/apis/apps/v1/daemonsets"),
            Map.entry("Job", "/apis/batch/v1/jobs"),
            Map.entry("CronJob", "/apis/batch/v1/cronjobs"));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One kind: its objects, and what happened to them. */
    private static final class Resource {
        final TreeMap<String, ObjectNode> objects = new TreeMap<>();
        final List<ObjectNode> events = new ArrayList<>();
        final List<Long> versions = new ArrayList<>();
        String kind = "";
        long oldest;
        int status = 200;
        int watchStatus = 200;
        int cutAfter = -1;
        boolean silent;
        boolean expireContinue;
    }

    private final ServerSocket listener;
    private final Map<String, Resource> resources = new HashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> watches = new ConcurrentHashMap<>();
    private long version = 1;
    private int everyStatus = 200;
    private int forwardTo;
    private boolean closed;

    public ApiServer() {
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept, "api-accept");
    }

    static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** A kubeconfig with the contexts {@code test}, the current one, and {@code other}. */
    public Path kubeconfig(Path directory) {
        Path file = directory.resolve("config");
        String text =
                "apiVersion: v1\nkind: Config\ncurrent-context: test\nclusters:\n- name: c\n  cluster:\n    server: "
                        + url()
                        + "\ncontexts:\n- name: test\n  context: {cluster: c, user: u}\n- name: other\n"
                        + "  context: {cluster: missing, user: u}\nusers:\n- name: u\n  user: {token: sesame}\n";
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what the cluster holds

    public synchronized void serve(String path, String kind) {
        resource(path).kind = kind;
    }

    private Resource resource(String path) {
        return resources.computeIfAbsent(path, p -> new Resource());
    }

    /** Puts an object as it is, with its own resourceVersion, as if it had always been there. */
    public synchronized void hold(String path, JsonNode object) {
        ObjectNode tree = (ObjectNode) object.deepCopy();
        Resource resource = resource(path);
        resource.kind = tree.get("kind").stringValue();
        resource.objects.put(key(tree), tree);
    }

    /** Holds an object of a kind that every cluster has. */
    public void hold(JsonNode object) {
        hold(PATHS.get(object.get("kind").stringValue()), object);
    }

    public synchronized void put(String path, String json) {
        put(path, (ObjectNode) JSON.readTree(json));
    }

    private void put(String path, ObjectNode tree) {
        Resource resource = resource(path);
        version++;
        tree.withObject("/metadata").put("resourceVersion", String.valueOf(version));
        boolean known = resource.objects.put(key(tree), tree) != null;
        event(resource, known ? "MODIFIED" : "ADDED", tree, version);
    }

    synchronized void delete(String path, String key) {
        Resource resource = resource(path);
        ObjectNode tree = resource.objects.remove(key);
        version++;
        ObjectNode last = tree.deepCopy();
        last.withObject("/metadata").put("resourceVersion", String.valueOf(version));
        event(resource, "DELETED", last, version);
    }

    /** An event as it was recorded, with the resourceVersion that it has. */
    public synchronized void replay(String path, JsonNode event) {
        version++;
        event(resource(path), event.get("type").stringValue(), (ObjectNode) event.get("object"), version);
    }

    synchronized void bookmark(String path) {
        version++;
        ObjectNode object = JSON.createObjectNode();
        object.put("kind", resource(path).kind);
        object.withObject("/metadata").put("resourceVersion", String.valueOf(version));
        event(resource(path), "BOOKMARK", object, version);
    }

    private void event(Resource resource, String type, ObjectNode object, long at) {
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type);
        event.set("object", object.deepCopy());
        resource.events.add(event);
        resource.versions.add(at);
        notifyAll();
    }

    private static String key(JsonNode tree) {
        JsonNode namespace = tree.get("metadata").get("namespace");
        return (namespace == null ? "" : namespace.stringValue()) + "/"
                + tree.get("metadata").get("name").stringValue();
    }

    // ---- what goes wrong

    synchronized void status(String path, int status) {
        resource(path).status = status;
        notifyAll();
    }

    synchronized void watchStatus(String path, int status) {
        resource(path).watchStatus = status;
    }

    synchronized void everyStatus(int status) {
        everyStatus = status;
    }

    /** The next watch of it breaks off after so many bytes. */
    synchronized void cutNextWatch(String path, int bytes) {
        resource(path).cutAfter = bytes;
    }

    /** Watches of it get no byte more, but stay open. */
    synchronized void silence(String path, boolean silent) {
        resource(path).silent = silent;
        notifyAll();
    }

    /** What happened so far is forgotten: watches from there get 410. */
    synchronized void compact(String path) {
        resource(path).oldest = version + 1;
        version += 2;
        resource(path).events.clear();
        resource(path).versions.clear();
    }

    /** Takes an object away without anybody being told. */
    synchronized void vanish(String path, String key) {
        resource(path).objects.remove(key);
    }

    /** The next page that is continued is refused with 410. */
    synchronized void expireNextContinue(String path) {
        resource(path).expireContinue = true;
    }

    public synchronized void forwardTo(int port) {
        forwardTo = port;
    }

    void disconnectAll() {
        open.forEach(ApiServer::closeQuietly);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    long requests(String containing) {
        return requests.stream().filter(line -> line.contains(containing)).count();
    }

    /** Waits until a watch of it is open, or was {@code count} times. */
    synchronized void awaitWatches(String path, int count) throws InterruptedException {
        while (watches.computeIfAbsent(path, p -> new AtomicInteger()).get() < count) {
            wait(10_000);
        }
    }

    /** How many watches of a path there were. */
    public synchronized int watchesOf(String path) {
        return watches.computeIfAbsent(path, p -> new AtomicInteger()).get();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        disconnectAll();
    }

    // ---- HTTP

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon(() -> serve(socket), "api-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                String request = line(in);
                if (request.isEmpty()) {
                    return;
                }
                Map<String, String> headers = new HashMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).trim());
                }
                requests.add(request);
                URI uri = URI.create(request.split(" ")[1]);
                if (uri.getPath().endsWith("/portforward")) {
                    int port;
                    synchronized (this) {
                        port = forwardTo;
                    }
                    new ApiServerForward(in, out, headers, port).run();
                    return;
                }
                answer(uri, headers, out);
            }
        } catch (IOException e) {
            // The client went away.
        } finally {
            open.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int value = in.read(); value >= 0 && value != '\n'; value = in.read()) {
            if (value != '\r') {
                line.write(value);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void answer(URI uri, Map<String, String> headers, OutputStream out) throws IOException {
        Map<String, String> query = query(uri);
        String path = uri.getPath();
        if (!"Bearer sesame".equals(headers.get("authorization"))) {
            send(out, 401, "{\"kind\":\"Status\",\"code\":401}");
        } else if (path.equals("/version")) {
            synchronized (this) {
                send(out, everyStatus, "{\"gitVersion\":\"v1.34.0\"}");
            }
        } else if (query.containsKey("watch")) {
            watch(path, query, out);
        } else {
            list(path, query, out);
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String part : uri.getRawQuery().split("&")) {
                int equals = part.indexOf('=');
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    static void send(OutputStream out, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private synchronized void list(String path, Map<String, String> query, OutputStream out) throws IOException {
        Resource resource = resources.get(path);
        String single = path.substring(0, path.lastIndexOf('/'));
        String namespace = "";
        if (resource == null && path.contains("/namespaces/")) {
            // /api/v1/namespaces/NAMESPACE/pods, and /pods/NAME
            String[] parts = path.split("/");
            namespace = parts[4];
            single = "/api/v1/" + parts[5];
            resource = resources.get(single);
            if (resource != null && parts.length == 7) {
                ObjectNode found = resource.objects.get(namespace + "/" + parts[6]);
                send(
                        out,
                        found == null ? 404 : 200,
                        found == null ? "{\"kind\":\"Status\",\"code\":404}" : found.toString());
                return;
            }
        }
        int status = everyStatus != 200 ? everyStatus : resource == null ? 404 : resource.status;
        if (status != 200) {
            send(out, status, "{\"kind\":\"Status\",\"code\":" + status + "}");
            return;
        }
        if (query.containsKey("continue") && resource.expireContinue) {
            resource.expireContinue = false;
            send(out, 410, "{\"kind\":\"Status\",\"code\":410}");
            return;
        }
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> object : resource.objects.entrySet()) {
            if ((namespace.isEmpty() || object.getKey().startsWith(namespace + "/"))
                    && selected(object.getValue(), query.get("labelSelector"))) {
                ObjectNode bare = object.getValue().deepCopy();
                bare.remove("kind");
                bare.remove("apiVersion");
                items.add(bare.toString());
            }
        }
        int to = limit == 0 ? items.size() : Math.min(items.size(), from + limit);
        boolean more = to < items.size();
        String metadata = "\"metadata\":{\"resourceVersion\":\"" + version + "\""
                + (more ? ",\"continue\":\"" + to + "\"" : "") + "}";
        String head = "\"kind\":\"" + resource.kind + "List\",\"apiVersion\":\"v1\"";
        String content = "\"items\":[" + String.join(",", items.subList(from, to)) + "]";
        // Custom resources are printed with their fields sorted, so that what the list is of comes last.
        boolean custom = path.contains("cilium.io");
        send(
                out,
                200,
                custom
                        ? "{" + content + "," + head + "," + metadata + "}"
                        : "{" + head + "," + metadata + "," + content + "}");
    }

    private static boolean selected(JsonNode object, String selector) {
        if (selector == null) {
            return true;
        }
        JsonNode labels = object.get("metadata").get("labels");
        for (String part : selector.split(",")) {
            String[] pair = part.split("=");
            if (labels == null
                    || labels.get(pair[0]) == null
                    || !labels.get(pair[0]).stringValue().equals(pair[1])) {
                return false;
            }
        }
        return true;
    }

    private void watch(String path, Map<String, String> query, OutputStream out) throws IOException {
        long from = Long.parseLong(query.get("resourceVersion"));
        Resource resource;
        int cut;
        synchronized (this) {
            resource = resource(path);
            int status = everyStatus != 200
                    ? everyStatus
                    : resource.watchStatus != 200 ? resource.watchStatus : resource.status;
            if (status != 200) {
                send(out, status, "{\"kind\":\"Status\",\"code\":" + status + "}");
                return;
            }
            cut = resource.cutAfter;
            resource.cutAfter = -1;
        }
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        synchronized (this) {
            watches.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
            notifyAll();
        }
        if (from < resource.oldest) {
            chunk(out, "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n", -1);
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return;
        }
        int sent = 0;
        for (int next = 0; ; next++) {
            String event = "";
            synchronized (this) {
                while (!closed && (next >= resource.events.size() || resource.silent)) {
                    if (next > resource.events.size()) {
                        next = resource.events.size();
                    }
                    try {
                        wait(1000);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                if (resource.versions.get(next) > from) {
                    event = resource.events.get(next) + "\n";
                }
            }
            if (!event.isEmpty()) {
                if (cut >= 0 && sent + event.length() > cut) {
                    chunk(out, event, cut - sent);
                    throw new IOException("cut");
                }
                chunk(out, event, -1);
                sent += event.length();
            }
        }
    }

    private static void chunk(OutputStream out, String text, int cut) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, 0, cut < 0 ? bytes.length : cut);
        if (cut < 0) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }
}
