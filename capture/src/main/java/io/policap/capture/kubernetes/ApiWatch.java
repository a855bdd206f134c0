package io.policap.capture.kubernetes;

/** Takes the events of a watch, after what they changed has reached the inventory. */
public interface ApiWatch {
    /** An object was added or modified. */
    void changed(ApiObject object);

    /** An object was deleted. */
    void deleted(ApiObject object);

    /** Nothing changed up to this resourceVersion. */
    void bookmark(String version);

    /**
     * The watch cannot go on.
     *
     * @param code the HTTP status, 410 when its resourceVersion is too old; 0 where there is none
     */
    void error(int code);
}
