/* The map that pans and zooms. Leaflet comes only when somebody asks for it: the drawn map says the
   same, and the page stays light.

   By keyboard the villages are one stop: the arrows go to the nearest village that way, Enter opens
   what is known of it, Escape closes it. */
(() => {
  "use strict";
  const tombol = document.querySelector("[data-peta]");
  if (!tombol) return;
  const teks = tombol.querySelector("span");
  const tempat = document.querySelector(tombol.dataset.peta);
  const diam = document.querySelector("[data-peta-diam]");
  const ajakan = teks.textContent;
  const tenang = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const panah = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  /* Around the village in focus: dark on white, so that it shows on every class. The village itself
     cannot come to the front for it: a moved element loses the focus. */
  const SOROT = [["#ffffff", 8], ["#16262e", 4]].map(([color, weight]) => ({ color, weight, fill: false }));
  const LEGA = 16; // pixels: a narrower village has no room for its symbol
  let peta;

  const muat = (unsur, sifat, alamat) =>
    new Promise((selesai, gagal) => {
      const baru = document.createElement(unsur);
      if (unsur === "link") baru.rel = "stylesheet";
      baru[sifat] = alamat;
      baru.onload = selesai;
      baru.onerror = gagal;
      document.head.append(baru);
    });

  const unsur = (nama, isi, sifat = {}) => {
    const baru = Object.assign(document.createElement(nama), sifat);
    baru.append(...[isi].flat());
    return baru;
  };

  const keterangan = ({ nama, kata, angka, url }) => {
    const baris = [unsur("strong", nama), unsur("p", kata)];
    angka.forEach((satu, nomor) => baris.push(unsur("p", `${["Sebelum", "Sesudah"][nomor]} ${satu}`)));
    baris.push(unsur("a", "Buka halaman desa ini", { href: url }));
    return unsur("div", baris, { className: "peta-isi" });
  };

  /* How far a village lies in a direction, what lies aside counting double; Infinity behind. */
  const sejauh = (dari, ke, [x, y]) => {
    const mendatar = (ke.lng - dari.lng) * Math.cos((dari.lat * Math.PI) / 180);
    const tegak = ke.lat - dari.lat;
    const maju = mendatar * x + tegak * y;
    return maju > 0 ? maju + 2 * Math.abs(mendatar * y - tegak * x) : Infinity;
  };

  const gambar = (batas) => {
    tempat.hidden = false;
    peta = L.map(tempat, {
      attributionControl: false,
      fadeAnimation: !tenang,
      inertia: !tenang,
      zoomAnimation: !tenang,
      zoomSnap: 0.25,
    });
    const lapis = L.geoJSON(batas, {
      style: ({ properties: p }) => ({
        color: p.garis,
        weight: p.ditandai ? 2.5 : 1,
        fillColor: p.isi === "arsir" ? "url(#arsir-geser)" : p.isi,
        fillOpacity: 1,
      }),
    }).addTo(peta);
    const luas = lapis.getBounds();
    peta.fitBounds(luas, { paddingTopLeft: [60, 8], paddingBottomRight: [8, 8] }); // clear of the buttons
    peta.setMinZoom(peta.getZoom() - 0.5).setMaxBounds(luas.pad(0.5));
    L.control.scale({ imperial: false }).addTo(peta);
    arsiri();
    indonesiakan();
    const desa = lapis.getLayers();
    const sorot = L.layerGroup().addTo(peta);
    desa.forEach((satu) => pasang(satu, desa, sorot));
    lambangi(desa);
    const pertama = desa.find((satu) => satu.feature.properties.ditandai) ?? desa[0];
    pertama.getElement().setAttribute("tabindex", "0");
  };

  /* The hatching of the drawn map, which is hidden from now on, for the map that moves. */
  const arsiri = () => {
    const pola = diam.querySelector("pattern").cloneNode(true);
    pola.id = "arsir-geser";
    peta.getPane("overlayPane").querySelector("svg").prepend(pola);
  };

  const indonesiakan = () => {
    for (const [kelas, nama] of [["in", "Perbesar"], ["out", "Perkecil"]]) {
      const kendali = tempat.querySelector(`.leaflet-control-zoom-${kelas}`);
      kendali.title = nama;
      kendali.setAttribute("aria-label", nama);
    }
  };

  /* The symbols of the classes, wherever a village is large enough for its own. */
  const lambangi = (desa) => {
    const lapis = L.layerGroup().addTo(peta);
    const tanda = desa.filter((satu) => satu.feature.properties.simbol).map((satu) => {
      const { simbol, tinta } = satu.feature.properties;
      const html = unsur("span", simbol);
      html.style.color = tinta;
      const icon = L.divIcon({ className: "peta-simbol", html, iconSize: [24, 24] });
      return [satu, L.marker(satu.getCenter(), { icon, interactive: false, keyboard: false })];
    });
    const tata = () => {
      for (const [satu, lambang] of tanda) {
        const batas = satu.getBounds();
        const sudut = [batas.getNorthEast(), batas.getSouthWest()].map((s) => peta.project(s));
        const { x, y } = sudut[0].subtract(sudut[1]);
        lapis[Math.min(x, -y) > LEGA ? "addLayer" : "removeLayer"](lambang);
      }
    };
    peta.on("zoomend", tata);
    tata();
  };

  const pasang = (satu, desa, sorot) => {
    const { nama, kata, ditandai } = satu.feature.properties;
    const bidang = satu.getElement();
    const tengah = satu.getCenter();
    satu.bindPopup(() => keterangan(satu.feature.properties), { autoPanPadding: [12, 12] });
    satu.bindTooltip(document.createTextNode(`${nama}: ${kata}`), { sticky: true });
    satu.on("popupopen", ({ popup }) => {
      const kotak = popup.getElement();
      satu.closeTooltip();
      kotak.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Tutup");
      kotak.querySelector(".peta-isi a").focus({ preventScroll: true });
    });
    satu.on("popupclose", ({ popup }) => {
      const fokus = document.activeElement; // the body's once the popup is gone, without its fading
      if (fokus === document.body || popup.getElement()?.contains(fokus)) {
        bidang.focus({ preventScroll: true });
      }
    });
    bidang.setAttribute("role", "button");
    bidang.setAttribute("aria-label", `${nama}: ${kata}${ditandai ? ", desa dampingan" : ""}`);
    bidang.setAttribute("tabindex", "-1");
    bidang.addEventListener("focus", () => {
      desa.forEach((lain) => lain.getElement().setAttribute("tabindex", lain === satu ? "0" : "-1"));
      sorot.clearLayers();
      for (const garis of SOROT) L.geoJSON(satu.feature, { interactive: false, style: garis }).addTo(sorot);
      if (!peta.getBounds().contains(tengah)) peta.panTo(tengah, { animate: false });
    });
    bidang.addEventListener("blur", () => sorot.clearLayers());
    bidang.addEventListener("keydown", (kejadian) => {
      if (kejadian.key === "Enter" || kejadian.key === " ") satu.openPopup(tengah);
      else if (panah[kejadian.key]) {
        const jarak = (lain) => sejauh(tengah, lain.getCenter(), panah[kejadian.key]);
        const tujuan = desa.reduce((a, b) => (jarak(b) < jarak(a) ? b : a));
        if (jarak(tujuan) < Infinity) tujuan.getElement().focus({ preventScroll: true });
      } else return;
      kejadian.preventDefault();
    });
  };

  tempat.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") peta.closePopup();
  });

  const tampilkan = (geser) => {
    tempat.hidden = !geser;
    document.querySelectorAll("[data-peta-petunjuk]").forEach((satu) => (satu.hidden = !geser));
    diam.classList.toggle("peta-tersimpan", geser);
    tombol.setAttribute("aria-expanded", String(geser));
    teks.textContent = geser ? "Kembali ke peta diam" : ajakan;
    if (geser) peta.invalidateSize().getContainer().focus();
  };

  tombol.hidden = false;
  tombol.addEventListener("click", async () => {
    if (peta) return tampilkan(tempat.hidden);
    tombol.disabled = true;
    teks.textContent = "Memuat peta…";
    try {
      const [jawaban] = await Promise.all([
        fetch(tombol.dataset.geojson),
        muat("link", "href", tombol.dataset.gaya),
        muat("script", "src", tombol.dataset.leaflet),
      ]);
      if (!jawaban.ok) throw new Error(jawaban.statusText);
      gambar(await jawaban.json());
      tampilkan(true);
    } catch {
      teks.textContent = "Peta geser tidak dapat dimuat; coba lagi";
    }
    tombol.disabled = false;
  });
})();
