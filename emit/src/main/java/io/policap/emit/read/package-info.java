/** Reads policies of both kinds back from YAML and JSON, also what people wrote by hand. */
@NullMarked
package io.policap.emit.read;

import org.jspecify.annotations.NullMarked;
