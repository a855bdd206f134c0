/** From a flow to a connection: which end is the client, who both ends are, what became of it. */
@NullMarked
package io.policap.infer.connection;

import org.jspecify.annotations.NullMarked;
