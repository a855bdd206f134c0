package io.policap.capture.baseline;

/** Reads what follows the header in format version 3, which also has the sockets that used services and backends. */
class Version3Reader extends Version2Reader {
    Version3Reader(JsonCursor cursor) {
        super(cursor);
    }

    @Override
    boolean varying(String key) {
        if (!key.equals("sockets")) {
            return super.varying(key);
        }
        cursor().array(key, this::sockets);
        return true;
    }

    private void sockets() {
        SocketFields fields = new SocketFields(cursor(), parties());
        cursor().object("the sockets of a service or backend", fields::read);
        sockets(fields.end(), fields.used());
    }
}
