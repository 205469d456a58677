{% load static %}// Keeps the static files of the entry shell and the shell itself; nothing else is ever cached, so no
// page with data and no identity stays on the device by this way.
"use strict";

const CACHE = "pati-{{ versi }}";
const CANGKANG = "{{ cangkang }}";
const ASET = [
{% for nama in aset %}  "{% static nama %}",
{% endfor %}];
const BATAS_MS = 8000; // a signal this weak counts as none

self.addEventListener("install", (event) => {
  event.waitUntil(simpan());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(buangLama());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(halaman(request, url));
  else if (ASET.includes(url.pathname)) event.respondWith(aset(request, url));
});

async function simpan() {
  const cache = await caches.open(CACHE);
  // Without cookies: the shell is the one that nobody is signed in to.
  const alamat = [...ASET, CANGKANG].map((a) => new Request(a, { credentials: "omit" }));
  await cache.addAll(alamat);
  await self.skipWaiting();
}

async function buangLama() {
  const nama = await caches.keys();
  await Promise.all(nama.filter((n) => n !== CACHE).map((n) => caches.delete(n)));
  await self.clients.claim();
}

async function aset(request, url) {
  return (await cocok(url.pathname)) || fetch(request);
}

async function halaman(request, url) {
  const isian = url.pathname.startsWith("/survei/isi/");
  try {
    return await (isian ? sebelumBatas(fetch(request)) : fetch(request));
  } catch (galat) {
    const cangkang = await cocok(CANGKANG);
    if (!cangkang) throw galat;
    return cangkang;
  }
}

async function cocok(alamat) {
  return (await caches.open(CACHE)).match(alamat);
}

function sebelumBatas(janji) {
  const batas = new Promise((_, tolak) => setTimeout(() => tolak(new Error("terlalu lama")), BATAS_MS));
  return Promise.race([janji, batas]);
}
