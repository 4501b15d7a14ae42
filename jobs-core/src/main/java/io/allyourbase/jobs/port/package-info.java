@NullMarked
package io.allyourbase.jobs.port;

import org.jspecify.annotations.NullMarked;
