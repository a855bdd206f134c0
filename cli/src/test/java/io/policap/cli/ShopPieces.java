package io.policap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of the shop's files, as somebody has them who could not record everything. */
final class ShopPieces {
    private ShopPieces() {}

    /** The snapshot with only some of its objects. */
    static Path cluster(Predicate<JsonNode> kept) {
        ObjectNode list = (ObjectNode) Shop.json(Shop.file("cluster.json"));
        ArrayNode items = Shop.JSON.createArrayNode();
        list.get("items").forEach(item -> {
            if (kept.test(item)) {
                items.add(item);
            }
        });
        list.set("items", items);
        return write("cluster-part.json", Shop.JSON.writeValueAsString(list));
    }

    static Path write(String name, String text) {
        try {
            return Files.writeString(Shop.newDirectory().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
