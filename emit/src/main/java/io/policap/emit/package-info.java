/** Every way out: policies as YAML and back, the output tree and the report. */
@NullMarked
package io.policap.emit;

import org.jspecify.annotations.NullMarked;
