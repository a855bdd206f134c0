package io.policap.cli;

import java.util.*;
import org.junit.jupiter.api.Test;

class ShopCutInventoryTest {
    @Test
    void x() {
        String flows = Shop.file("hubble.jsonl.gz").toString();
        String cluster = Shop.file("cluster.json").toString(),
                w = Shop.file("workloads.json").toString(),
                watch = Shop.file("pods-watch.jsonl").toString();
        String pods =
                ShopPieces.cluster(i -> i.get("kind").asString().equals("Pod")).toString();
        Map<String, String[]> m = new LinkedHashMap<>();
        m.put("full", new String[] {flows, cluster, w, watch});
        m.put("noowners", new String[] {flows, cluster, watch});
        m.put("nowatch", new String[] {flows, cluster, w});
        m.put("pods", new String[] {flows, pods});
        m.put("none", new String[] {flows});
        m.forEach((n, a) -> {
            Shop.Run r = Shop.enforced(a);
            System.out.println("=== " + n + " exit " + r.status() + " " + r.issueCounts());
            System.out.println(r.err());
            System.out.println(r.summary().get("kinds"));
            for (var i : r.summary().get("issues"))
                if (i.get("severity").asString().matches("warning|error")) System.out.println(i);
            for (String kind : new String[] {"kubernetes", "cilium"}) {
                if (!java.nio.file.Files.isDirectory(r.directory().resolve(kind))) {
                    System.out.println(kind + " nothing");
                    continue;
                }
                ShopScore s = ShopScore.of(r.directory(), kind, ShopTruth.ports());
                System.out.println(kind + ": " + s.describe());
                s.wrong().stream().limit(15).forEach(System.out::println);
            }
        });
    }
}
