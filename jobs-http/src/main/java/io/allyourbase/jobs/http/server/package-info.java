@NullMarked
package io.allyourbase.jobs.http.server;

import org.jspecify.annotations.NullMarked;
